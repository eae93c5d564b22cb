"""Whether a text can be read at all: its length, its characters, its language."""

from __future__ import annotations

import re
from collections import Counter

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from tracker.extraction.bare_text import bare
from tracker.extraction.lexicon import words as listed

LONGEST_TEXT = 400_000
_SAMPLE = 4_000
#: From this share of English on, a text in several languages is read for its English.
_ENOUGH_ENGLISH = 0.25
_FEWEST_WORDS = 12
_FEWEST_PLAIN = 3
_SURE = 0.95
#: Below this a guess says nothing against the small words.
_UNSURE = 0.6
_LOANS = listed(
    "café cafés résumé résumés naïve protégé protégés protégée cliché clichés fiancé fiancée touché déjà vis-à-vis à façade exposé risqué"
    " coup d’état raison d’être entrée décor crèche émigré élan soirée première señor über coöperate führer mañana papier-mâché"
)
_ENGLISH = listed(
    "the and of to in is was for that with has he she it its his her as at by from will who said an are on be been had have"
    " they their this which not but or would after about more than when where while what if how so into over also says"
    " we our you your i my before between under out up new joins joined hires hired leaves left names named"
)
#: Common words of other languages; none is an English one.
_FOREIGN = listed(
    "le les des du une est dans pour qui que sur avec par au aux ses sont été cette et il elle nous vous mais"
    " der das dem ein eine einen als im zum zur vom beim neue neuer neuen noch aber oder wenn dass und ist nicht mit von zu auf für sich auch wird bei sie werden nach wurde hat"
    " el los las una y en por con para del se su sus como más pero fue ha lo al"
    " di che il della dei per non sono ha gli alla nel anche più è"
    " o os e do da dos das em um uma para com não mais foi são pela"
    " de het een van en zijn niet met voor op aan bij ook naar wordt werd heeft"
    " och att det som är på av med för inte till har den ett er og ikke til af fra"
    " ja on ei että joka oli se w i z na do nie się jest przez że po dla a v je se s že na by pro jako"
    " ve bir bu için ile da de olarak yang dan di untuk dengan dari ini itu pada là và của các được"
)
#: Words of both kinds, and those that names are made with.
_FOREIGN -= _ENGLISH | listed(
    "a on in me do so se er hat den per pro as von van de del da di al el le des du op i"
)
_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician",
    "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada", "ko": "Korean",
    "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam",
    "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian",
    "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "te": "Telugu", "th": "Thai", "tl": "Filipino", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ud800-\udfff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CODE = re.compile(
    r"(?:(?:def|class|import|from|return|function|const|let|var|public|private|static|#include|using|package|func|fn)\b[^.]*[:;{(\w]$"
    r"|[})\]]+[;,]?$|[\w.\[\]\"']+\s?[-+*/:]?=\s?\S|.*[;{}]$|//|/\*|#!|<!--|\$ |>>> |</?\w[^>]*>)"
)
_identifier: list[LanguageIdentifier] = []


def why_unread(text: str) -> tuple[str, str | None]:
    """The language of ``text`` and, where it will not be read, the reason."""
    if not text.strip():
        return "", "empty text"
    if len(text) > LONGEST_TEXT:
        return "", f"too long: {len(text)} characters, more than {LONGEST_TEXT}"
    sample = text[:_SAMPLE]
    if len(_ODD.findall(sample)) > max(8, len(sample) // 20):
        return "", "not a text: too many control characters"
    text = bare(text).text
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    if not words:
        return "", "no words"
    if _is_code(sample):
        return "", "not a text: program code"
    if _is_english(words) or _english_share(text) >= _ENOUGH_ENGLISH:
        return "en", None
    language, sure = _language(sample, words)
    english, foreign = _function_words(words)
    if language == "en" or (sure < _UNSURE and english and not foreign):
        return "en", None
    return language, f"not in English: {_NAMES[language]}"


def is_foreign(sentence: str) -> bool:
    """Whether a sentence of an English text is in another language."""
    words = _WORD.findall(sentence)
    if not words:
        return False
    if sum(ord(word[0]) > 0x24F for word in words) * 2 > len(words):
        return True
    english, foreign = _function_words(words)
    return foreign >= 2 and foreign > 2 * english


def _is_english(words: list[str]) -> bool:
    """Whether the small words are English; names, which may be any nation's, do not count."""
    english, foreign = _function_words(words)
    plain = [word for word in words if word[0].islower() and ord(word[0]) < 0x250]
    others = sum(ord(word[0]) > 0x24F for word in words)
    if others * 2 > len(words):
        return False
    if foreign >= 2 and foreign * 2 > english:
        return False
    if plain and english >= 0.18 * len(plain) and len(words) >= _FEWEST_WORDS:
        return True
    if len(plain) < _FEWEST_PLAIN:
        return True
    if len(words) < _FEWEST_WORDS or len(plain) * 3 < len(words):
        return english > foreign or (foreign == 0 and not _looks_foreign(plain))
    return english >= 0.12 * len(words) and len(words) < 60


def _looks_foreign(plain: list[str]) -> bool:
    """Whether a few words without a small one among them are clearly of another language."""
    if any(not word.isascii() and word.lower() not in _LOANS for word in plain):
        return True
    language, sure = _guess(" ".join(plain))
    return language != "en" and sure > _SURE


def _function_words(words: list[str]) -> tuple[int, int]:
    small = Counter(word.lower() for word in words if not word[0].isupper() or len(word) < 4)
    english = sum(number for word, number in small.items() if word in _ENGLISH)
    foreign = sum(word in _FOREIGN for word in words)
    return english, foreign


def _english_share(text: str) -> float:
    """Which part of the words stands in paragraphs that are clearly English."""
    total = english = 0
    for paragraph in re.split(r"[\r\n]+", text):
        words = _WORD.findall(paragraph)
        total += len(words)
        own, foreign = _function_words(words)
        if len(words) >= 8 and own >= 0.2 * len(words) and own > 3 * foreign:
            english += len(words)
    return english / total if total and english >= _FEWEST_WORDS else 0.0


def _is_code(sample: str) -> bool:
    rows = [row for row in sample.splitlines() if row.strip()]
    return len(rows) >= 4 and sum(bool(_CODE.match(row.strip())) for row in rows) * 2 > len(rows)


def _language(sample: str, words: list[str]) -> tuple[str, float]:
    """The likeliest language, judged without names where enough is left, and how sure that is."""
    plain = [word for word in words if not word[0].isupper()]
    return _guess(" ".join(plain) if len(plain) >= _FEWEST_PLAIN else sample)


def _guess(words: str) -> tuple[str, float]:
    if not _identifier:
        _identifier.append(LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
        _identifier[0].set_languages(list(_NAMES))
    language, sure = _identifier[0].classify(words.encode("utf-8", "ignore").decode())
    return str(language), float(sure)
