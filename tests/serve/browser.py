"""Drives Chromium through its debugging pipe, with nothing but Python's own library."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

KEYS = {
    "Tab": ("Tab", 9, ""), "Enter": ("Enter", 13, "\r"), " ": ("Space", 32, " "), "ArrowDown": ("ArrowDown", 40, ""),
    "ArrowUp": ("ArrowUp", 38, ""), "ArrowLeft": ("ArrowLeft", 37, ""), "ArrowRight": ("ArrowRight", 39, ""), "Home": ("Home", 36, ""),
}


def find():
    """The path of a browser, or None."""
    for name in "chromium", "chromium-browser", "google-chrome":
        if shutil.which(name):
            return shutil.which(name)
    return None


class Browser:
    """One page in a browser of its own."""

    def __init__(self, browser):
        self.home = tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR"))
        to_read, self.to_write = os.pipe()
        self.from_read, from_write = os.pipe()
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                   "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-sync",
                   "--user-data-dir=" + os.path.join(self.home, "profile"), "--remote-debugging-pipe", "about:blank"]
        self.process = subprocess.Popen(["bash", "-c", f'exec "$@" 3<&{to_read} 4>&{from_write}', "bash", *command],
                                        pass_fds=(to_read, from_write), env={**os.environ, "HOME": self.home},
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(from_write)
        self.received, self.number, self.session = b"", 0, None
        self.complaints, self.requests, self.downloads = [], [], {}
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in "Page", "Runtime", "Network", "Log", "DOM":
            self.call(domain + ".enable")
        self.call("Page.setDownloadBehavior", behavior="allow", downloadPath=self.home)

    def call(self, method, **parameters):
        """The result of a command of the protocol."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session and not method.startswith("Target."):
            message["sessionId"] = self.session
        os.write(self.to_write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive(60)
            if answer is None:
                raise TimeoutError(method)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def receive(self, timeout):
        """The next message, or None; what happened in the page is noted on the way."""
        until = time.monotonic() + timeout
        while b"\0" not in self.received:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.from_read], [], [], left)[0]:
                return None
            piece = os.read(self.from_read, 1 << 20)
            if not piece:
                raise RuntimeError("the browser is gone")
            self.received += piece
        text, _, self.received = self.received.partition(b"\0")
        message = json.loads(text)
        what, how = message.get("method"), message.get("params", {})
        if what == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(how["exceptionDetails"])[:2000])
        if what == "Runtime.consoleAPICalled" and how["type"] in ("error", "warning"):
            self.complaints.append(json.dumps(how["args"])[:500])
        if what == "Log.entryAdded" and how["entry"]["level"] == "error":
            self.complaints.append(how["entry"]["text"] + " " + how["entry"].get("url", ""))
        if what == "Network.requestWillBeSent":
            self.requests.append(how["request"])
        if what == "Page.javascriptDialogOpening":
            self.number += 1
            accept = {"id": self.number, "method": "Page.handleJavaScriptDialog", "params": {"accept": True}, "sessionId": self.session}
            os.write(self.to_write, json.dumps(accept).encode() + b"\0")
        return message

    def open(self, url):
        self.call("Page.navigate", url=url)

    def js(self, expression):
        """The value of an expression in the page, awaited."""
        result = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:2000])
        return result["result"].get("value")

    def wait(self, expression, timeout=20):
        """Until an expression is true in the page; its value."""
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            value = self.js(f"((value) => (value instanceof Node ? true : value))({expression})")
            if value:
                return value
            time.sleep(0.05)
        raise TimeoutError(expression + "\n" + str(self.js("document.body.innerText"))[:1500])

    def press(self, key, times=1, shift=False):
        code, number, text = KEYS.get(key) or ("Key" + key.upper(), ord(key.upper()), key)
        for _ in range(times):
            shared = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": 8 if shift else 0}
            self.call("Input.dispatchKeyEvent", type="keyDown", **shared, **({"text": text} if text else {}))
            self.call("Input.dispatchKeyEvent", type="keyUp", **shared)

    def type(self, text):
        self.call("Input.insertText", text=text)

    def size(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500)

    def picture(self, path):
        metrics = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": metrics["width"], "height": min(metrics["height"], 6000), "scale": 1}
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot["data"]))

    def pdf(self, path):
        printed = self.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        with open(path, "wb") as file:
            file.write(base64.b64decode(printed["data"]))

    def choose_file(self, selector, path):
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[path])

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        shutil.rmtree(self.home, ignore_errors=True)
