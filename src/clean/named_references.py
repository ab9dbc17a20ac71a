"""Writes named_references.inc, the 2,231 named character references of HTML, from Python's own table of them."""
import html.entities
import pathlib

rows = sorted((name.encode(), value) for name, value in html.entities.html5.items())
lines = ["// Made by named_references.py: {name without \"&\", what it stands for in UTF-8}, in byte order.\n"]
for name, value in rows:
    text = "".join(f"\\x{byte:02X}" for byte in value.encode())
    lines.append(f'{{"{name.decode()}", "{text}"}},\n')
pathlib.Path(__file__).with_name("named_references.inc").write_text("".join(lines))
