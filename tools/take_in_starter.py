#!/usr/bin/env python3
"""Takes newer starter packages in: unpacks them, removes the older ones, regenerates the golden files.

    python tools/take_in_starter.py FILE.argosmodel ...

They are checked as any package is (``translate models install``), and get the same record of checksums,
so that ``translate models verify`` can vouch for the starters. The model card beside them,
``translate/models/starter/README.md``, is yours to bring up to date.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from translate.errors import TranslateError
from translate.models.installation import install_file, remove
from translate.models.packages import Folders, Package, discover
from translate.resources import starter_folder

REGENERATE = Path(__file__).resolve().with_name("regenerate_golden.py")


def take_in(archive: Path, starters: Path) -> list[str]:
    """Put a package among the starters in place of those of its pair.

    Returns:
        What was done, one line each.

    Raises:
        PackageError: the file is no sound package; nothing has changed then.
    """
    folders = Folders(user=starters, argos=starters / "none", starter=starters / "none")
    taken = install_file(archive, folders)
    done = [f"{taken.name}: taken in, {taken.identity}"]
    for older in _others_of_the_pair(taken, folders):
        remove(older.name, folders)
        done.append(f"{older.name}: removed")
    return done


def _others_of_the_pair(taken: Package, folders: Folders) -> list[Package]:
    candidates = discover(folders).candidates(taken.from_code, taken.to_code)
    return [package for package in candidates if package.path != taken.path]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archives", metavar="FILE.argosmodel", nargs="+", type=Path)
    parser.add_argument(
        "--into", metavar="FOLDER", type=Path, default=starter_folder(), help="folder of the starters"
    )
    arguments = parser.parse_args()
    for archive in arguments.archives:
        try:
            print("\n".join(take_in(archive, arguments.into)))
        except TranslateError as error:
            print(f"Error: {error}", file=sys.stderr)
            return 1
    if arguments.into == starter_folder() and REGENERATE.is_file():
        return subprocess.run([sys.executable, str(REGENERATE)]).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
