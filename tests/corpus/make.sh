#!/bin/sh
# Makes the files of this corpus from what lies in source/, with the programs people use: LibreOffice, Chromium, pandoc,
# calibre, groff. The files are committed; run this to make them anew, then the tests with UPDATE_EXPECT=1, and look.
#
#     tests/corpus/make.sh            the articles of source/
#     tests/corpus/make/make.py       pages, pages in one file, mails and mailboxes (a browser, LibreOffice, Python)
#     tests/corpus/make.sh samples    the five articles of seeds/, into ../it/samples
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_RUNTIME_DIR="$work" QTWEBENGINE_CHROMIUM_FLAGS=--no-sandbox QT_QPA_PLATFORM=offscreen

office() { soffice --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
print() { chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$2" "file://$1" >/dev/null 2>&1; }

if [ "${1:-}" = samples ]; then
    to="$here/../it/samples"
    mkdir -p "$to"
    for text in "$here"/../../seeds/*.txt; do
        name=$(basename "$text" .txt | cut -c1-3)
        # One paragraph a line, as the articles have them.
        { printf '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Sample</title></head><body>\n'
          sed -e 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/^[[:space:]]*$//; s/^\(..*\)$/<p>\1<\/p>/' "$text"
          printf '</body></html>\n'; } > "$work/$name.html"
        print "$work/$name.html" "$to/$name.pdf"
        pandoc -f html -t docx -o "$to/$name.docx" "$work/$name.html"
        pandoc -f html -t epub -M title="$name" -o "$to/$name.epub" "$work/$name.html"
    done
    exit
fi

cd "$here"
mkdir -p docx odt epub pdf
# LibreOffice: a media release with running heads, notes, a table, a list, and a change that is not yet accepted.
cp source/council.fodt odt/council.fodt
office docx docx source/council.fodt
office odt odt source/council.fodt
sed -e '/<text:tracked-changes>/d' -e 's/<text:change[^>]*>//g' source/council.fodt > "$work/council.fodt"
office pdf pdf "$work/council.fodt"
office 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"secret"}}' "$work/locked" "$work/council.fodt"
cp "$work/locked/council.pdf" pdf/locked.pdf
# pandoc: what people write in Markdown.
pandoc -o docx/ferry.docx source/ferry.md
pandoc -o odt/salt.odt source/salt.md
for name in ferry salt bridge; do
    sed -e '1,/^---$/{/^---$/d}' -e '/^author:\|^date:\|^lang:/d' -e 's/^title: "\(.*\)"$/# \1/' -e '/^---$/d' "source/$name.md" > "$work/$name.md"
done
pandoc -o epub/three.epub --toc --metadata title="Three mornings" --metadata publisher="The Morning Post of Everywhere" \
    --metadata lang=en-GB --metadata date=2026-04-20 "$work/ferry.md" "$work/salt.md" "$work/bridge.md"
# What LibreOffice makes of a page.
pandoc -s -o "$work/salt.html" source/salt.md
office 'docx:MS Word 2007 XML' docx "$work/salt.html"
# Chromium: two columns with running heads; a page printed as it is; a picture of a page.
print "$here/source/interview.html" pdf/interview.pdf
pandoc -s -o "$work/ferry.html" source/ferry.md 2>/dev/null
print "$work/ferry.html" pdf/ferry.pdf
chromium --headless --no-sandbox --disable-gpu --window-size=400,300 --screenshot="$work/scan.png" "file://$work/salt.html" >/dev/null 2>&1
printf '<img src="scan.png">' > "$work/scan.html"
print "$work/scan.html" pdf/scan.pdf
# groff: short pages of two columns with words parted at line ends, in fonts that are not in the file.
sed -e '/^---$/d' -e '/^title:\|^author:\|^date:\|^lang:/d' source/salt.md | pandoc -f markdown -t ms -o "$work/salt.ms"
{ printf '.pl 11c\n.TL\nSalt workers stop the lorries for a third day\n.2C\n'; cat "$work/salt.ms"; } > "$work/salt2.ms"
groff -ms -Kutf8 -Tpdf "$work/salt2.ms" > pdf/salt.pdf
# calibre: a book of a Word file; a digest of a news recipe.
ebook-convert docx/ferry.docx epub/ferry.epub >/dev/null 2>&1
for name in ferry salt bridge; do pandoc -s -o "$work/$name.html" "source/$name.md" 2>/dev/null; done
sed "s|@FOLDER@|$work|" source/morning.recipe > "$work/morning.recipe"
ebook-convert "$work/morning.recipe" epub/morning.epub >/dev/null 2>&1
