"""Chromium without a window, for tests marked ``browser``; it never leaves this machine."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--force-device-scale-factor=1",
    # Whatever is no address of this machine is not found.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


class Page:
    """A browser window with what tests ask of it."""

    def __init__(self, driver: Any, downloads: Path) -> None:
        self.driver = driver
        self.downloads = downloads

    def open(self, address: str | Path) -> None:
        self.driver.get(address.as_uri() if isinstance(address, Path) else address)

    def run(self, script: str, *arguments: Any) -> Any:
        """The value of a script's ``return``."""
        return self.driver.execute_script(script, *arguments)

    def find(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def find_all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", selector))

    def texts(self, selector: str) -> list[str]:
        """Texts of the visible elements."""
        return [element.text for element in self.find_all(selector) if element.is_displayed()]

    def keys(self, *keys: str) -> None:
        """Press keys where the focus is."""
        from selenium.webdriver.common.action_chains import ActionChains

        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def type(self, selector: str, text: str) -> None:
        self.find(selector).send_keys(text)

    def click(self, selector: str) -> None:
        self.find(selector).click()

    def hover(self, selector: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).move_to_element(self.find(selector)).perform()

    def wait(self, condition: Callable[[], Any], seconds: float = 20) -> Any:
        """The first true value of a condition."""
        end = time.monotonic() + seconds
        while not (value := condition()):
            assert time.monotonic() < end, "nothing happened"
            time.sleep(0.05)
        return value

    def download(self, selector: str) -> Path:
        """Click a link and wait for its file.

        Chromium sets an empty file in the place of the download before it moves the finished one there.
        """
        before = set(self.downloads.iterdir())
        self.click(selector)
        return Path(
            self.wait(
                lambda: next(
                    (
                        path
                        for path in set(self.downloads.iterdir()) - before
                        if path.suffix != ".crdownload"
                        and not path.name.startswith(".")
                        and path.stat().st_size
                    ),
                    None,
                )
            )
        )

    def size(self, width: int, height: int) -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
        )

    def media(self, media: str = "", **features: str) -> None:
        """Emulate ``print``, or features such as ``prefers_color_scheme="dark"``."""
        listed = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": listed})

    def complaints(self) -> list[str]:
        """What stands in the console since last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="session")
def _driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Path]]:
    from selenium import webdriver

    program = shutil.which("chromium") or shutil.which("google-chrome")
    assert program, "tests marked browser need Chromium and chromedriver"
    downloads = tmp_path_factory.mktemp("downloads")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    yield driver, downloads
    driver.quit()


@pytest.fixture
def page(_driver: tuple[Any, Path]) -> Iterator[Page]:
    """A window of desktop size in a light scheme; complaints in its console fail the test."""
    driver, downloads = _driver
    for path in downloads.iterdir():
        path.unlink()
    driver.switch_to.new_window("tab")
    opened = Page(driver, downloads)
    opened.size(1280, 900)
    opened.media(prefers_color_scheme="light")
    opened.complaints()
    yield opened
    complaints = opened.complaints()
    opened.run("try { localStorage.clear() } catch {}")
    driver.close()
    driver.switch_to.window(driver.window_handles[0])
    assert complaints == []
