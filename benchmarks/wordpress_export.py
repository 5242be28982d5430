"""A WordPress export of any size, read as a stream: time and memory against the standard library's `iterparse`.

    python benchmarks/wordpress_export.py [megabytes]

The export is made up as it is read and never on disk. Memory is the peak of the process, each reader in its own.
"""

import io
import resource
import subprocess
import sys
import time
from xml.etree import ElementTree as ET

HEAD = b"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Avis</title><wp:wxr_version>1.2</wp:wxr_version>
"""
TAIL = b"</channel>\n</rss>\n"
PARAGRAPH = "<!-- wp:paragraph -->\n<p>Kranen på kajen løfter <strong>den første båd</strong> i tredive år.</p>\n<!-- /wp:paragraph -->\n\n"
POST = """\t<item>
\t\t<title><![CDATA[Artikel {n}]]></title><dc:creator><![CDATA[karen]]></dc:creator>
\t\t<content:encoded><![CDATA[{text}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
\t\t<wp:post_id>{n}</wp:post_id><wp:post_type><![CDATA[post]]></wp:post_type><wp:status><![CDATA[publish]]></wp:status>
\t\t<category domain="language" nicename="da"><![CDATA[Dansk]]></category>
\t\t<wp:postmeta><wp:meta_key><![CDATA[_edit_last]]></wp:meta_key><wp:meta_value><![CDATA[1]]></wp:meta_value></wp:postmeta>
\t</item>
"""


class Export(io.RawIOBase):
    """An export of about `size` bytes, made up as it is read."""

    def __init__(self, size: int) -> None:
        self.left, self.number, self.rest = size, 0, HEAD

    def readable(self):
        return True

    def read(self, size: int = 1 << 16) -> bytes:
        parts, length = [self.rest], len(self.rest)
        while length < size and self.left > 0:
            self.number += 1
            post = POST.format(n=self.number, text=PARAGRAPH * (10 + self.number % 60)).encode()
            self.left -= len(post)
            if self.left <= 0:
                post += TAIL
            parts.append(post)
            length += len(post)
        data = b"".join(parts)
        self.rest = data[size:]
        return data[:size]


def ours(stream: Export) -> int:
    from bilingual_pub.formats import wxr  # noqa: PLC0415  # each reader pays for itself

    return sum(len(item.content) > 0 for item in wxr.read_items(stream))


def iterparse(stream: Export) -> int:
    count = 0
    for _, element in ET.iterparse(stream):
        if element.tag == "item":
            count += len(element.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or "") > 0
            element.clear()
    return count


def made_up(stream: Export) -> int:
    """What making the export up costs by itself."""
    while stream.read(1 << 18):
        pass
    return stream.number


READERS = {reader.__name__: reader for reader in (made_up, ours, iterparse)}


def main() -> None:
    if len(sys.argv) == 3:
        start = time.process_time()
        posts = READERS[sys.argv[2]](Export(int(sys.argv[1]) * 1_000_000))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{sys.argv[2]:10} {posts:9,} posts {time.process_time() - start:8.1f} s {peak:6,} MB peak")
        return
    size = sys.argv[1] if len(sys.argv) > 1 else "200"
    print(f"{size} MB")
    for name in READERS:
        subprocess.run([sys.executable, __file__, size, name], check=True)


if __name__ == "__main__":
    main()
