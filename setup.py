"""Build of the distribution: glossaries and message catalogs become package data."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


class BuildWithData(build_py):
    """Copies ``glossaries`` and ``locales`` into the package and compiles the catalogs.

    They stay at the top of the repository for the people who edit them; a ``package_dir`` mapping
    would break editable installs.
    """

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        data = Path(self.build_lib) / "translate" / "_data"
        if data.exists():
            shutil.rmtree(data)
        for name, patterns in (("glossaries", ("*.po", "LICENSE-*.txt")), ("locales", ("*.po",))):
            for pattern in patterns:
                for source in sorted((ROOT / name).rglob(pattern)):
                    target = data / source.relative_to(ROOT)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    if name == "locales":
                        self._compile(source, target.with_suffix(".mo"))
                    else:
                        shutil.copyfile(source, target)

    @staticmethod
    def _compile(source: Path, target: Path) -> None:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        with source.open("rb") as file:
            catalog = read_po(file)
        with target.open("wb") as file:
            write_mo(file, catalog)


extras = {
    "ray": ["ray[data]>=2.40"],
    "dev": [
        "flask>=3.1",
        "html5lib>=1.1",
        "hypothesis>=6.100",
        "libretranslatepy>=2.1",
        "mypy>=1.13",
        "openpyxl>=3.1",
        "pytest>=8",
        "python-docx>=1.1",
        "python-pptx>=1",
        "ruff>=0.9",
        "setuptools>=77",
        "selenium>=4.20",
        "waitress>=3",
        "webvtt-py>=0.5",
    ],
    "serve": ["flask>=3.1", "waitress>=3"],
    "docs": ["mkdocs-material>=9.5,<10"],
    "xlsx": ["openpyxl>=3.1"],
}
extras["all"] = sorted(
    {need for name, needs in extras.items() if name not in ("dev", "docs") for need in needs}
)

setup(
    name="glossary-translate",
    version="0.1.0",
    description=(
        "Offline translation of English into Korean, Japanese and Chinese with Argos Translate "
        "packages and an enforced glossary"
    ),
    long_description=(ROOT / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="MIT",
    python_requires=">=3.10",
    packages=find_packages(include=["translate", "translate.*"]),
    include_package_data=False,
    package_data={
        "translate": ["py.typed"],
        "translate.report": ["templates/*"],
        "translate.server": ["templates/*"],
        "translate.models": ["starter/*.md", "starter/*/*", "starter/*/model/*"],
    },
    cmdclass={"build_py": BuildWithData},
    install_requires=[
        "argos-translate-lt>=1.11",
        "babel>=2.14",
        "click>=8.4",
        "ctranslate2>=4.8.1",
        "docutils>=0.18",
        "jinja2>=3.1",
        "markdown-it-py>=3",
        "mdit-py-plugins>=0.5",
        "opencc>=1.2",
        "packaging>=23",
        "pathspec>=0.12",
        "platformdirs>=4",
        "polib>=1.2",
        "pyyaml>=6",
        "pyahocorasick>=2.1",
        "rapidfuzz>=3.9",
        "rjieba>=0.2.2",
        "sentencex>=1.0",
        "tomli>=2; python_version < '3.11'",
    ],
    extras_require=extras,
    entry_points={"console_scripts": ["translate=translate.cli:main"]},
    classifiers=[
        "Environment :: Console",
        "License :: OSI Approved :: MIT License",
        "Operating System :: OS Independent",
        "Programming Language :: Python :: 3",
        "Topic :: Text Processing :: Linguistic",
    ],
)
