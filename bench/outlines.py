"""Makes ``tracker/web/sharing/archivo.json``: the letters that pictures of charts are drawn with.

    uv run --with fonttools --with brotli bench/outlines.py

Browsers read the fonts themselves; a picture made on the server has only numpy, which reads none. So the
outlines of two weights are kept as paths, in thousandths of the size of the letters, y upwards, digits
of one width. To be run again when the fonts change.
"""

import json
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "static" / "fonts"
MADE = ROOT / "tracker" / "web" / "sharing" / "archivo.json"
FILES = ("archivo-latin.woff2", "archivo-latin-ext.woff2")
WEIGHTS = (400, 650)


def tabular(font: TTFont) -> dict[str, str]:
    """Which glyph stands for which, where digits are to have one width."""
    found: dict[str, str] = {}
    table = font["GSUB"].table
    for feature in table.FeatureList.FeatureRecord:
        if feature.FeatureTag == "tnum":
            for number in feature.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[number].SubTable:
                    found |= getattr(part, "ExtSubTable", part).mapping
    return found


def letters(file: str, weight: int) -> dict[str, tuple[int, str]]:
    """Width and path of every letter of ``file``."""
    font = TTFont(FONTS / file)
    instead = tabular(font) if "GSUB" in font else {}
    font = instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100})
    glyphs = font.getGlyphSet()
    found = {}
    for code, name in sorted(font.getBestCmap().items()):
        name = instead.get(name, name)
        pen = SVGPathPen(glyphs, ntos=lambda number: str(round(number)))
        glyphs[name].draw(pen)
        found[chr(code)] = (round(glyphs[name].width), pen.getCommands())
    return found


if __name__ == "__main__":
    made = {
        str(weight): {key: value for file in FILES for key, value in letters(file, weight).items()}
        for weight in WEIGHTS
    }
    lines = [
        f"{json.dumps(weight)}: {{\n"
        + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(found.items()))
        + "\n}"
        for weight, found in made.items()
    ]
    MADE.write_text("{" + ",\n".join(lines) + "}\n")
