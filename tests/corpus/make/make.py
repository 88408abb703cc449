#!/usr/bin/env python3
"""Makes the test corpus beside it with the programs people use: a browser, LibreOffice, a mail library.

    python3 tests/corpus/make/make.py

needs chromium and soffice on the path. What it writes is committed, so that tests need neither; run it again only to change
the corpus, then `UPDATE_EXPECT=1 cargo test --test it corpus` and look at the difference. All articles and people are
invented; their licence is that of the project.
"""

import datetime
import email.policy
import functools
import http.server
import json
import mailbox
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading
import time
from email.message import EmailMessage

MAKE = pathlib.Path(__file__).resolve().parent
CORPUS = MAKE.parent
PAGES = MAKE / "pages"
HOST = "saved.example"


def dump_dom(page):
    """The page as the browser has it after its scripts ran."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    return subprocess.run(["chromium", *flags, page.as_uri()], capture_output=True, check=True, timeout=120).stdout


def served():
    """A server of the pages on this machine, under the name of one far away."""
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Quiet, directory=PAGES)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"MAP {HOST} 127.0.0.1:{server.server_address[1]}"


def snapshots(pages):
    """The pages as MHTML, through the browser's devtools on a pipe."""
    to_browser, from_us = os.pipe()
    to_us, from_browser = os.pipe()

    def take_pipes():
        # Out of the way first: the pipes may themselves be called 3 and 4.
        ends = os.dup2(to_browser, 103), os.dup2(from_browser, 104)
        os.dup2(ends[0], 3)
        os.dup2(ends[1], 4)

    with tempfile.TemporaryDirectory() as profile:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={profile}",
                 f"--host-resolver-rules={served()}"]
        browser = subprocess.Popen(["chromium", *flags], preexec_fn=take_pipes, close_fds=False, stderr=subprocess.DEVNULL)
        os.close(to_browser), os.close(from_browser)
        waiting, number = b"", 0

        def ask(method, session=None, **params):
            nonlocal waiting, number
            number += 1
            message = {"id": number, "method": method, "params": params, **({"sessionId": session} if session else {})}
            os.write(from_us, json.dumps(message).encode() + b"\0")
            while True:
                while b"\0" not in waiting:
                    waiting += os.read(to_us, 1 << 16)
                one, waiting = waiting.split(b"\0", 1)
                answer = json.loads(one)
                if answer.get("id") == number:
                    return answer["result"]

        for page in pages:
            target = ask("Target.createTarget", url=f"http://{HOST}/{page.name}")["targetId"]
            session = ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            loaded = f"document.readyState == 'complete' && location.host == '{HOST}'"
            while not ask("Runtime.evaluate", session, expression=loaded)["result"]["value"]:
                time.sleep(0.05)
            yield page, ask("Page.captureSnapshot", session, format="mhtml")["data"]
        browser.kill()
        browser.wait()


def pages():
    html, mhtml, saved = CORPUS / "html", CORPUS / "mhtml", CORPUS / "saved"
    for folder in (html, mhtml, saved):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    for page in sorted(PAGES.glob("*.html")):
        # A page that is not in UTF-8 stays as its server sent it.
        as_sent = page.name == "dam.html"
        (html / page.name).write_bytes(page.read_bytes() if as_sent else dump_dom(page))
    # What is another in every run goes.
    for page, data in snapshots([PAGES / name for name in ("ferry.html", "teachers.html", "dam.html")]):
        data = data.replace("\r\n", "\n")
        data = re.sub(r"(?m)^Date: .*$", "Date: Thu, 5 Mar 2026 08:00:00 -0000", data)
        data = re.sub(r"----MultipartBoundary--\w+----", "----MultipartBoundary--corpus----", data)
        data = re.sub(r"cid:css-[-\w]+@mhtml.blink", "cid:css-corpus@mhtml.blink", data)
        data = re.sub(r"<frame-\w+@mhtml.blink>", "<frame-corpus@mhtml.blink>", data)
        (mhtml / page.with_suffix(".mhtml").name).write_text(data, newline="\r\n")
    # "Save page as, complete": the page beside a folder of what it shows.
    for name, title in (("ferry", "Island ferry runs again"), ("teachers", "Teachers end strike"), ("dam", "Dam fills")):
        text = (html / f"{name}.html").read_bytes()
        files = saved / f"{title}_files"
        files.mkdir()
        for picture in PAGES.glob("*.svg"):
            shutil.copy(picture, files)
            text = text.replace(b'src="' + picture.name.encode(), f'src="./{title}_files/{picture.name}'.encode())
        (files / "ad.html").write_text("<html><body><p>An advertisement in a frame of its own.</p></body></html>")
        (saved / f"{title}.html").write_bytes(text)
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "release.txt"
        source.write_text(RELEASE)
        convert = ["soffice", "--headless", "--infilter=Text (encoded):UTF8", "--convert-to", "html:HTML (StarWriter)"]
        subprocess.run([*convert, "--outdir", str(html), str(source)], capture_output=True, check=True, timeout=180)


RELEASE = """Ministry of Roads: tunnel under the Sarıkum pass opens on Friday

ORTAKENT, 18 September 2026 – The tunnel under the Sarıkum pass will be opened to traffic on Friday at noon, the Ministry of Roads announced today.

“This road was closed for five months of every year,” said the minister, Nurgül Aytemir. “From Friday on it will not be closed for a day.”

The tunnel is four kilometres long and has cost less than was planned, according to the ministry’s own figures. Engineer Davit Kalandar, who led the work, thanked the men of the night shift and said that “the mountain was kinder than the committee”.
"""


def message(name, subject, to="readers@list.example", day=(2026, 3, 4, 7, 15), hours=1, **fields):
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = name, to, subject
    mail["Date"] = datetime.datetime(*day, tzinfo=datetime.timezone(datetime.timedelta(hours=hours)))
    mail["Message-ID"] = f"<{subject.split()[0].lower()}.{day[0]}@list.example>"
    for field, value in fields.items():
        mail[field.replace("_", "-")] = value
    return mail


def newsletter():
    mail = message("The Morning Boat <boat@post.example>", "Two boats a day — and a letter the ministry did not answer",
                   List_Unsubscribe="<https://post.example/out>", Content_Language="en")
    mail.set_content("View this newsletter in your browser: https://post.example/n/12\n\n“One ferry is no ferry,” the mayor wrote.\n")
    mail.add_alternative("""<!doctype html><html><head><title>The Morning Boat</title><style>td{padding:4px}</style></head><body>
<div style="display:none;max-height:0">One ferry is no ferry, says the mayor</div>
<table width="600" align="center"><tr><td><a href="https://post.example/n/12">View in browser</a></td></tr>
<tr><td><img src="https://post.example/logo.png" alt="The Morning Boat"></td></tr>
<tr><td><h1>Two boats a day — and a letter the ministry did not answer</h1>
<p>Good morning. The ferry runs again, and the mayor of Ytterholm is still writing letters.</p>
<p>“One ferry is no ferry,” Henrik Dale wrote to the ministry in January. He told us on Tuesday that he had “not had so much as a postcard” in reply.</p>
<p>Liv Marstein, who speaks for the operator, said the company would buy a second ship “the day somebody pays for it”.</p></td></tr>
<tr><td><h2>Also today</h2><ul><li><a href="x">The school in Ytterholm looks for a teacher of music</a></li><li><a href="y">Four recipes for dried cod</a></li></ul></td></tr>
<tr><td><p>You are receiving this email because you signed up at post.example.</p><p><a href="out">Unsubscribe</a> | <a href="prefs">Manage preferences</a></p><p>The Lindesund Post, Quay 4, Lindesund</p></td></tr></table></body></html>""", subtype="html", cte="quoted-printable")
    return mail


def note():
    mail = message("Ximena Tarqui Rojas <ximena@notes.example>", "Notes from the hall, Friday", to="desk@notes.example",
                   day=(2026, 2, 27, 23, 40), hours=-5)
    mail.set_content("Three hundred and twelve for, forty against. Eusebio Choque, the oldest of \nthem, told me: \"I have heard promises with dates before. This one I shall \nframe.\"\n\nDelfina Mamani said the union would \"count every heater\" in June.\n\n-- \nXimena Tarqui Rojas\nAltiplano Notes\n")
    mail.replace_header("Content-Type", 'text/plain; charset="utf-8"; format=flowed')
    return mail


def release():
    mail = message("Presse <presse@routes.example>", "Tunnel under the Sarıkum pass opens on Friday",
                   to="redaction@list.example", day=(2026, 9, 18, 9, 0), hours=3)
    mail.set_content("Dear colleagues,\n\nplease find our statement attached. “The road will not be closed for a day,” the minister, Nurgül Aytemir, said this morning at the café of the tunnel’s workers.\n", charset="windows-1252", cte="base64")
    mail.add_attachment(RELEASE.encode("utf-8"), maintype="text", subtype="plain", filename="tunnel.txt")
    mail.add_attachment((PAGES / "brief.html").read_bytes(), maintype="text", subtype="html", filename="brief.html")
    mail.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(40), maintype="image", subtype="png", filename="tunnel.png")
    return mail


def mails():
    eml, mbox = CORPUS / "eml", CORPUS / "mbox"
    for folder in (eml, mbox):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    for name, mail in (("newsletter", newsletter()), ("note", note()), ("release", release())):
        data = re.sub(rb"={15}\d+==", b"===============corpus==", bytes(mail))
        (eml / f"{name}.eml").write_bytes(data)
    forwarded = message("Desk <desk@notes.example>", "Fwd: the note from the hall", to="editor@notes.example", day=(2026, 2, 28, 8, 5), hours=-5)
    forwarded.set_content("For tomorrow. Please call her before you print it.\n")
    forwarded.add_attachment(note())
    quoting = message("Wilfred Nanyaro <commander@mbeyani.example>", "Statement on the bridge", day=(2026, 4, 11, 10, 0), hours=0)
    quoting.set_content("From the bridge we can say this:\n\n“Nobody else should try it,” commander Wilfred Nanyaro said at ten.\n\nFrom now on a guard stands at both ends.\n")
    boxes = {"letters": [newsletter(), note()], "desk": [forwarded, quoting], "one": [release()]}
    for name, all_mails in boxes.items():
        box = mailbox.mbox(mbox / f"{name}.mbox")
        for mail in all_mails:
            one = mailbox.mboxMessage(mail)
            one.set_from("corpus@list.example", (2026, 3, 4, 7, 15, 0, 2, 63, 0))
            box.add(one)
        box.flush()
        path = mbox / f"{name}.mbox"
        path.write_bytes(re.sub(rb"={15}\d+==", b"===============corpus==", path.read_bytes()))


if __name__ == "__main__":
    pages()
    mails()
