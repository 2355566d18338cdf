"""Writes files into a C++ source, so that a program needs no files to use them.

usage: embed.py ROOT OUTPUT FILE...

The paths that the program sees are those below the folder ROOT. The header that declares
EmbeddedFiles() is ROOT/embedded.h, its namespace that of the folder: risk/rules is risk::rules.
"""

import sys


def literal(data):
    """The bytes as adjacent C string literals, one a line of text."""
    lines = []
    for line in data.splitlines(keepends=True):
        text = ""
        for byte in line:
            char = chr(byte)
            if char in '"\\':
                text += "\\" + char
            elif 0x20 <= byte < 0x7F and char != "?":  # no trigraphs
                text += char
            else:
                text += "\\%03o" % byte
        lines.append('    "%s"' % text)
    return "\n".join(lines) or '    ""'


def main(argv):
    root, output, paths = argv[1], argv[2], sorted(argv[3:])
    marker = root.rstrip("/") + "/"
    with open(output, "w", encoding="ascii") as out:
        space = marker.rstrip("/").replace("/", "::")
        out.write('#include "%sembedded.h"\n\nnamespace %s {\nnamespace {\n\n' % (marker, space))
        for index, path in enumerate(paths):
            with open(path, "rb") as source:
                out.write("constexpr char kText%d[] =\n%s;\n\n" % (index, literal(source.read())))
        out.write("constexpr EmbeddedFile kFiles[] = {\n")
        for index, path in enumerate(paths):
            name = path[path.rindex(marker) + len(marker):]
            out.write('    {"%s", kText%d, sizeof(kText%d) - 1},\n' % (name, index, index))
        out.write("};\n\n}  // namespace\n\n")
        out.write("absl::Span<const EmbeddedFile> EmbeddedFiles() { return kFiles; }\n\n")
        out.write("}  // namespace %s\n" % space)


if __name__ == "__main__":
    main(sys.argv)
