"""Makes the pictures of README.md from a fresh demo: `.venv/bin/python -m docs.make_screenshots`.

Needs what the tests need: requirements-dev.txt and Chromium.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from engagement.demo import DISTRICT, PASSWORD
from tests.e2e.browser import FLAGS
from tests.e2e.stack import Stack
from tests.services import free_port

FOLDER = Path(__file__).resolve().parent / "images"
READER = "communications@cedarbend.example"
SIZE = {"width": 1280, "height": 800}
PICTURES = {
    "today": f"/d/{DISTRICT}/",
    "influence-map": f"/d/{DISTRICT}/initiatives/1/maps/influence/",
    "overview": f"/d/{DISTRICT}/initiatives/1/",
}


def main():
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        stack = Stack(data, f"--port={free_port()}").start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(base_url=stack.url, viewport=SIZE, reduced_motion="reduce")
        sign_in(page)
        for name, path in PICTURES.items():
            page.goto(path)
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()
        stack.stop()


def sign_in(page):
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(READER)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/d/{DISTRICT}/")


if __name__ == "__main__":
    main()
