#!/usr/bin/env python3
"""Makes the tables, archives, feeds, web archives and exports of this corpus from the articles in source/.

With Python's own modules, feedgen and warcio (pip install feedgen warcio), wget and newsboat. The files are committed; run
this to make them anew, then the tests with UPDATE_EXPECT=1, and look.
"""

import csv, gzip, html, io, json, os, re, shutil, sqlite3, subprocess, tarfile, tempfile, textwrap, threading, zipfile
from datetime import datetime, timezone
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from feedgen.feed import FeedGenerator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HERE = Path(__file__).parent
OUTLETS = {"ferry": "The Quay Courier", "salt": "Altiplano Daily", "bridge": "Bridge & Valley News"}


class Article:
    def __init__(self, name):
        text = (HERE / "source" / f"{name}.md").read_text()
        head, body = re.match(r"---\n(.*?)\n---\n(.*)", text, re.S).groups()
        field = lambda key: (re.search(rf'^{key}: "?(.*?)"?$', head, re.M) or [None, ""])[1]
        self.name, self.title, self.author, self.date = name, field("title"), field("author"), field("date")
        blocks = [" ".join(block.split()) for block in body.strip().split("\n\n")]
        plain = lambda block: re.sub(r"\[\^\w+\]:?|[*_#>|]", "", block).strip()
        self.paragraphs = [plain(block) for block in blocks if not block.startswith(("|", "!", "[^", ":::"))]
        self.outlet = OUTLETS[name]
        self.url = f"https://{name}.example/news/{self.date}"
        self.when = datetime.fromisoformat((self.date or "2026-01-19")[:10]).replace(hour=9, tzinfo=timezone.utc)

    def text(self, between="\n\n"):
        return between.join(self.paragraphs)

    def body(self):
        return "".join(f"<p>{html.escape(one, quote=False)}</p>\n" for one in self.paragraphs)

    def page(self, charset="utf-8"):
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>{html.escape(self.title)} | {self.outlet}</title>'
            f'<meta name="author" content="{self.author}"><meta property="article:published_time" content="{self.date}"></head>'
            f"<body><nav><a href=/>Home</a></nav><article><h1>{html.escape(self.title)}</h1>\n{self.body()}</article>"
            f"<footer>© {self.outlet}</footer></body></html>"
        )


ALL = [Article(name) for name in OUTLETS]


def put(path, content):
    path = HERE / path
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def table():
    columns = ["ID", "Headline", "Publication", "Byline", "Publication Date", "Link", "Full Text"]
    rows = [[one.name, one.title, one.outlet, one.author, one.date, one.url, one.text()] for one in ALL]

    def write(rows, **how):
        out = io.StringIO(newline="")
        csv.writer(out, **how).writerows(rows)
        return out.getvalue()

    put("table/articles.csv", write([columns, *rows, ["x", "No text", "", "", "", "", ""]]))
    put("table/semicolons.csv", write([columns, *rows], delimiter=";", quoting=csv.QUOTE_ALL).encode("utf-8-sig"))
    put("table/tabs.tsv", write([columns, *rows], dialect="excel-tab").encode("utf-16"))
    put("table/figures.csv", "year,boats\n2025,12\n2026,14\n")


def records():
    record = lambda one: {"guid": one.name, "headline": one.title, "source": {"name": one.outlet}, "authors": [{"name": one.author}],
                          "publishedAt": one.date, "url": one.url, "content": one.text()}
    put("json/articles.json", json.dumps({"status": "ok", "articles": [record(one) for one in ALL]}, indent=1))
    put("json/articles.jsonl", "".join(json.dumps(record(one), ensure_ascii=False) + "\n" for one in ALL) + '{"headline": "No text"}\n')
    put("json/markup.json", json.dumps([{**record(ALL[0]), "content": ALL[0].body()}]))


def markdown():
    one, two, three = ALL
    put("markdown/yaml.md", f"---\ntitle: {one.title}: what we know\nauthors:\n  - name: {one.author}\n    role: staff\ndate: {one.date}T09:00:00+01:00\n"
        f"source: \"{one.outlet}\"\nlink: {one.url}\ntags: [news, boats]\n---\n\n# {one.title}\n\n{one.text()}\n")
    put("markdown/toml.md", f"+++\ntitle = '''{two.title}'''\nauthor = ['{two.author}']\ndate = {two.date}\noutlet = '{two.outlet}'\n+++\n{two.text()}\n")
    put("markdown/clipped.md", f"---\r\ntitle: '{three.title}'\r\nsource: {three.url}\r\nauthor:\r\n  - \"[[{three.author}]]\"\r\ncreated: 2026-05-01\r\n---\r\n"
        + three.text("\r\n\r\n") + "\r\n")


def archives():
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as zip:
        zip.writestr(zipfile.ZipInfo("bridge.txt"), ALL[2].title + "\n\n" + ALL[2].text())
    with zipfile.ZipFile(HERE / put("archive/week.zip", b""), "w", zipfile.ZIP_DEFLATED) as zip:
        for name, content in [("week/ferry.html", ALL[0].page()), ("week/../../salt.txt", ALL[1].title + "\n\n" + ALL[1].text()),
                              ("week/inner.zip", inner.getvalue()), ("__MACOSX/week/._ferry.html", b"\0\5\26\7"), ("week/.DS_Store", b"x"),
                              ("week/photo.png", b"\x89PNG\r\n\x1a\n")]:
            zip.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    with tarfile.open(HERE / "archive/week.tar.gz", "w:gz") as tar:
        def add(name, content=b"", kind=tarfile.REGTYPE, to=""):
            info = tarfile.TarInfo(name)
            info.size, info.type, info.linkname = len(content), kind, to
            tar.addfile(info, io.BytesIO(content))
        add("a-name-that-is-longer-than-a-header-of-tar-has-room-for/" * 3 + "ferry.html", ALL[0].page().encode())
        add("passwd.txt", kind=tarfile.SYMTYPE, to="/etc/passwd")
        add("/salt.txt", (ALL[1].title + "\n\n" + ALL[1].text()).encode())
        add("pipe", kind=tarfile.FIFOTYPE)
    put("archive/salt.txt.gz", gzip.compress((ALL[1].title + "\n\n" + ALL[1].text()).encode(), mtime=0))
    put("archive/bomb.zip", b"")
    with zipfile.ZipFile(HERE / "archive/bomb.zip", "w", zipfile.ZIP_DEFLATED) as zip:
        zip.writestr(zipfile.ZipInfo("before.txt"), ALL[1].text())
        zip.writestr(zipfile.ZipInfo("bomb.txt"), b" " * (17 << 20), zipfile.ZIP_DEFLATED, 9)
        zip.writestr(zipfile.ZipInfo("after.txt"), "Never read.")


def feeds():
    feed = FeedGenerator()
    feed.id("tag:everywhere.example,2026:feed"), feed.title("The Morning Post of Everywhere"), feed.language("en-GB")
    feed.link(href="https://everywhere.example/", rel="alternate"), feed.description("Mornings")
    feed.updated(ALL[0].when)
    for one in ALL:
        entry = feed.add_entry(order="append")
        entry.id(f"tag:everywhere.example,2026:{one.name}"), entry.title(one.title), entry.link(href=one.url)
        entry.author(name=one.author, email="desk@everywhere.example"), entry.published(one.when), entry.updated(one.when)
        if one.name == "bridge":
            entry.description(one.paragraphs[0])
        else:
            entry.content(one.body(), type="html" if one.name == "salt" else "CDATA")
    feed.load_extension("dc")
    feed.lastBuildDate(ALL[0].when)
    put("feed/mornings.rss", feed.rss_str(pretty=True))
    put("feed/mornings.atom", feed.atom_str(pretty=True))
    items = [{"id": one.name, "url": one.url, "title": one.title, "content_html": one.body(), "date_published": one.when.isoformat(),
              "authors": [{"name": one.author}]} for one in ALL[:2]] + [{"id": "bridge", "title": ALL[2].title, "summary": ALL[2].paragraphs[0]}]
    put("feed/mornings.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Mornings", "items": items}, indent=1))
    rdf = "".join(f'<item rdf:about="{one.url}"><title>{html.escape(one.title)}</title><link>{one.url}</link><dc:creator>{one.author}</dc:creator>'
                  f"<dc:date>{one.date}T09:00+01:00</dc:date><description>{html.escape(one.paragraphs[0], quote=False)}</description></item>\n" for one in ALL)
    rdf = (
        '<?xml version="1.0" encoding="iso-8859-15"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="https://old.example/"><title>Old Mornings &#8211; World</title></channel>\n{rdf}</rdf:RDF>\n'
    )
    put("feed/old.rdf", rdf.encode("iso-8859-15", "xmlcharrefreplace"))
    outlines = ["old.rdf", "https://everywhere.example/rss", "../source/salt.md", "gone.rss", "list.opml"]
    put("feed/list.opml", '<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body><outline text="Mornings">\n'
        + "".join(f'<outline type="rss" text="x" xmlUrl="{to}"/>\n' for to in outlines) + "</outline></body></opml>\n")


def serve(folder, port):
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def warcs():
    def write(path, zipped):
        with open(HERE / path, "wb") as to:
            warc = WARCWriter(to, gzip=zipped)
            at = "2026-05-01T12:00:00Z"
            def record(uri, kind, status, headers, body):
                about = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
                how = {"WARC-Date": at, "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{abs(hash((uri, kind))) % 10**12:012}>"}
                warc.write_record(warc.create_warc_record(uri, kind, payload=io.BytesIO(body), http_headers=about, warc_headers_dict=how))
            kind = lambda charset: [("Content-Type", f"text/html; charset={charset}")]
            page = ALL[1].page("x").replace('<meta charset="x">', "")
            record(ALL[0].url, "response", "200 OK", kind("utf-8"), ALL[0].page().encode())
            record(ALL[1].url, "response", "200 OK", kind("windows-1252") + [("Content-Encoding", "gzip")], gzip.compress(page.encode("cp1252", "xmlcharrefreplace"), mtime=0))
            record(ALL[0].url + "/old", "response", "302 Found", [("Location", ALL[0].url)], b"")
            record(ALL[0].url + ".png", "response", "200 OK", [("Content-Type", "image/png")], b"\x89PNG")
            revisit = warc.create_revisit_record(ALL[0].url, "sha1:AAAA", ALL[0].url, at)
            warc.write_record(revisit)
    put("warc/crawl.warc.gz", b"")
    write("warc/crawl.warc.gz", True)
    write("warc/crawl.warc", False)
    with tempfile.TemporaryDirectory() as folder:
        for one in ALL[1:]:
            Path(folder, f"{one.name}.html").write_text(one.page())
        server = serve(folder, 8917)
        pages = [f"http://127.0.0.1:8917/{one.name}.html" for one in ALL[1:]]
        subprocess.run(["wget", "-q", "--warc-file", "wget", "-O", os.devnull, *pages], check=True, cwd=HERE / "warc")
        server.shutdown()


def databases():
    wrap = lambda text: textwrap.fill(text, 72)
    def lexis_old(number, one):
        return (f"\n{f'{number} of 3 DOCUMENTS':^72}\n\n{one.outlet:^72}\n\n{one.when:%B %-d, %Y %A}\n\n{wrap(one.title)}\n\nBYLINE: {one.author}\n\n"
                f"SECTION: WORLD; Pg. {number}\n\nLENGTH: {len(one.text().split())} words\n\n" + "\n\n".join(wrap(p) for p in one.paragraphs)
                + f"\n\nLOAD-DATE: {one.when:%B %-d, %Y}\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n{f'Copyright 2026 {one.outlet}':^72}\n{'All Rights Reserved':^72}\n")
    put("lexis/old.txt", "\n".join(lexis_old(i + 1, one) for i, one in enumerate(ALL)))
    def lexis_new(one):
        return (f"{one.title}\n\n{one.outlet}\n\n{one.when:%B %-d, %Y %A}\n\nCopyright 2026 {one.outlet} All Rights Reserved\n\nSection: NEWS; Pg. 1\n\n"
                f"Length: {len(one.text().split())} words\n\nByline: {one.author}\n\nBody\n\n{one.text()}\n\nLoad-Date: {one.when:%B %-d, %Y}\n\nEnd of Document\n\n")
    put("lexis/nexis.txt", "".join(map(lexis_new, ALL)))
    put("lexis/windows.txt", "".join(map(lexis_new, ALL[:2])).replace("\n", "\r\n").encode("cp1252", "replace"))
    number = lambda one: f"Document {one.name.upper():0<6}0020{one.when:%Y%m%d}em{one.when:%d}0000a"
    def coded(one):
        return (f"HD   {one.title}\nBY   By {one.author}\nWC   {len(one.text().split())} words\nPD   {one.when:%-d %B %Y}\nET   09:00\nSN   {one.outlet}\nSC   {one.name.upper()}\n"
                f"LA   English\nCY   Copyright 2026 {one.outlet}\n\nLP   \n{one.paragraphs[0]}\n\nTD   \n" + "\n\n".join(one.paragraphs[1:]) + f"\n\nNS   gcat : Political/General News\nAN   {number(one)}\n\n\n")
    def plain(one):
        return (f"{one.title}\nBy {one.author}\n{len(one.text().split())} words\n{one.when:%-d %B %Y}\n09:00\n{one.outlet}\n{one.name.upper()}\nEnglish\n(c) 2026 {one.outlet}\n\n"
                f"{one.text()}\n\n{number(one)}\n\n")
    summary = "Search Summary\n\nText\nmorning\nDate\nAll Dates\n"
    put("factiva/coded.txt", "".join(map(coded, ALL)) + summary)
    put("factiva/plain.txt", "".join(map(plain, ALL)) + summary)
    put("factiva/paged.txt", "News\n" + plain(ALL[0]) + "Page 1 of 2 © 2026 Factiva, Inc. All rights reserved.\n\n" + plain(ALL[1]))


def newsboat():
    to = put("newsboat/cache.db", b"")
    to.unlink()
    with tempfile.TemporaryDirectory() as home:
        urls = Path(home, "urls")
        for name in ("mornings.rss", "mornings.atom"):
            shutil.copy(HERE / "feed" / name, home)
        # Through a server: the address of a feed is kept, and a folder of this machine says nothing.
        server = serve(home, 8918)
        urls.write_text("http://127.0.0.1:8918/mornings.rss\nhttp://127.0.0.1:8918/mornings.atom\n")
        subprocess.run(["newsboat", "-q", "-u", urls, "-c", to, "-C", os.devnull, "-x", "reload"], check=True, env={**os.environ, "HOME": home})
        server.shutdown()
    for extra in to.parent.glob("cache.db?*"):
        if not extra.name.endswith(".expected"):
            extra.unlink()
    old = HERE / "newsboat/newsbeuter.db"
    old.unlink(missing_ok=True)
    with sqlite3.connect(old) as db:
        db.execute("CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL, title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, "
                   "url VARCHAR(1024) NOT NULL, feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL, unread INTEGER(1) NOT NULL)")
        for one in ALL:
            db.execute("INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread) VALUES (?, ?, ?, ?, 'https://old.example/rss', ?, ?, 1)",
                       (one.name, one.title, one.author, one.url, int(one.when.timestamp()), one.body()))
    other = HERE / "newsboat/other.db"
    other.unlink(missing_ok=True)
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE boats (name TEXT)")


for make in (table, records, markdown, archives, feeds, warcs, databases, newsboat):
    make()
