"""A headless Chromium for the tests of the page, driven over its debugging pipe: no driver, no port, no package.

`find_browser()` says which one there is; `Browser` starts it, `Browser.page()` opens a file in it.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions", "--mute-audio",
    "--hide-scrollbars", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--remote-debugging-pipe",
)  # fmt: skip
_PATIENCE = 30.0  # seconds for one answer


def find_browser() -> str | None:
    """The Chromium of this machine: JIMO_BROWSER, or the first on the path."""
    return os.environ.get("JIMO_BROWSER") or next((found for name in NAMES if (found := shutil.which(name))), None)


class Browser:
    """A running browser; a context manager that ends it."""

    def __init__(self, program: str, folder: Path) -> None:
        requests, self._to = _pipe()
        self._from, answers = _pipe()

        # Chromium looks for its ends of the pipes at 3 and 4.
        script = f'exec "$@" 3<&{requests} 4>&{answers}'
        arguments = ["bash", "-c", script, "bash", program, *_OPTIONS, f"--user-data-dir={folder}", "about:blank"]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            arguments, pass_fds=(requests, answers), stdin=quiet, stdout=quiet, stderr=quiet
        )
        os.close(requests)
        os.close(answers)
        self._waiting = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError, RuntimeError):
            self.call("Browser.close")
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._to)
        os.close(self._from)

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """One command of the DevTools protocol and its answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def _receive(self) -> dict[str, Any]:
        until = time.monotonic() + _PATIENCE
        while b"\0" not in self._waiting:
            ready, _, _ = select.select([self._from], [], [], max(0.0, until - time.monotonic()))
            data = os.read(self._from, 1 << 20) if ready else b""
            if not data:
                raise RuntimeError("the browser does not answer")
            self._waiting += data
        line, _, self._waiting = self._waiting.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message

    def page(self, path: Path, width: int = 1280, height: int = 900, **look: str) -> Page:
        """A file in a window of this size. `prefers_color_scheme="dark"` and other media features go in `look`."""
        return Page(self, path, width, height, look)


def _pipe() -> tuple[int, int]:
    """Both ends, out of the way of the numbers 3 and 4."""
    ends = os.pipe()
    moved = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return moved[0], moved[1]


class Page:
    """A page that is open: what a person does with it, and what is to be seen."""

    def __init__(self, browser: Browser, path: Path, width: int, height: int, look: dict[str, str]) -> None:
        self._browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._target = target
        browser.events.clear()
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        phone = width < 600
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=2 if phone else 1,
            mobile=phone,
        )
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in look.items()]
        features.append({"name": "prefers-reduced-motion", "value": "reduce"})  # nothing to wait for
        self.call("Emulation.setEmulatedMedia", features=features)
        self.open(path.as_uri())

    def open(self, address: str) -> None:
        """Go to an address, and wait until it is there."""
        self.call("Page.navigate", url=address)
        until = time.monotonic() + _PATIENCE
        while not self(f"document.readyState === 'complete' && location.href.startsWith({json.dumps(address)})"):
            if time.monotonic() > until:
                raise RuntimeError(f"{address} does not load")
            time.sleep(0.02)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """A command of the protocol for this page."""
        return self._browser.call(method, self._session, **parameters)

    def __call__(self, script: str) -> Any:
        """What an expression of JavaScript comes to."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        """Click in the middle of an element, with the mouse, where it stands on the screen."""
        place = self(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block: 'center', behavior: 'instant'}); const b = e.getClientRects()[0];"
            "return [b.left + b.width / 2, b.top + b.height / 2]; })()"
        )
        self.click_at(*place)

    def click_at(self, x: float, y: float) -> None:
        """A click of the left button."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            button = "none" if kind == "mouseMoved" else "left"
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button=button, clickCount=int(button == "left"))

    def type(self, text: str) -> None:
        """Text into what has the focus."""
        self.call("Input.insertText", text=text)

    def press(self, key: str, **more: Any) -> None:
        """A key: Tab, Enter, Escape, ArrowRight."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowLeft": 37, "ArrowRight": 39, " ": 32}
        code = codes[key]
        told = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": code, **more}
        text = {"Enter": "\r", " ": " "}.get(key)
        self.call("Input.dispatchKeyEvent", type="keyDown", **told, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **told)

    def complaints(self) -> list[str]:
        """What the console was told of errors and warnings, and what was asked of the network."""
        self("1")  # whatever is under way comes before the answer
        found = []
        for event in self._browser.events:
            kind, told = event.get("method"), event.get("params", {})
            if kind == "Runtime.exceptionThrown":
                found.append(str(told["exceptionDetails"]))
            elif kind == "Runtime.consoleAPICalled" and told["type"] in ("error", "warning", "assert"):
                found.append(str(told["args"]))
            elif kind == "Log.entryAdded" and told["entry"]["level"] in ("error", "warning"):
                found.append(str(told["entry"]))
            elif kind == "Network.requestWillBeSent" and not told["request"]["url"].startswith(
                ("file:", "blob:", "data:", "about:")
            ):
                found.append(told["request"]["url"])
            elif kind == "Page.javascriptDialogOpening":
                found.append(f"a dialog: {told['message']}")
        return found

    def picture(self, path: Path, whole: bool = False) -> None:
        """A screenshot as PNG."""
        told = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole, **self._clip(whole))
        path.write_bytes(base64.b64decode(told["data"]))

    def _clip(self, whole: bool) -> dict[str, Any]:
        if not whole:
            return {}
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        return {"clip": {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}}

    def close(self) -> None:
        """Close it."""
        self._browser.call("Target.closeTarget", targetId=self._target)
