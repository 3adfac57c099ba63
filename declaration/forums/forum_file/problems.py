"""What can be wrong with a forum file: a stable code, a line, and a sentence with its remedy.

The sentences stand here in both languages, beside their codes, since a file is read before there
is a page, a forum or a person whose language could be asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from declaration.procedure import rules


class Fault(StrEnum):
    """What is wrong; the value is the code that is printed and never changes."""

    TOO_LARGE = "too-large"
    NOT_UTF_8 = "not-utf-8"
    EMPTY_FILE = "empty-file"
    CONTROL_CHARACTER = "control-character"
    TAB = "tab"
    NOT_YAML = "not-yaml"
    SECOND_DOCUMENT = "second-document"
    ANCHOR = "anchor"
    TAG = "tag"
    TOO_DEEP = "too-deep"
    KEY_NOT_TEXT = "key-not-text"
    NOT_A_MAPPING = "not-a-mapping"
    NOT_A_LIST = "not-a-list"
    NOT_TEXT = "not-text"
    DUPLICATE_KEY = "duplicate-key"
    UNKNOWN_KEY = "unknown-key"
    MISSING = "missing"
    EMPTY = "empty"
    UNKNOWN_FORMAT = "unknown-format"
    UNKNOWN_WORD = "unknown-word"
    NOT_A_KEY = "not-a-key"
    NOT_A_FLAG = "not-a-flag"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_DATE = "not-a-date"
    NOT_A_TIME = "not-a-time"
    UNKNOWN_ZONE = "unknown-zone"
    NOT_AN_ADDRESS = "not-an-address"
    TOO_LONG = "too-long"
    ONE_LINE = "one-line"
    FORBIDDEN_CHARACTER = "forbidden-character"
    DUPLICATE = "duplicate"
    UNKNOWN_REFERENCE = "unknown-reference"
    ENDS_BEFORE_IT_STARTS = "ends-before-it-starts"
    ORGANISATION_VOTES = "organisation-votes"
    ROLE_NEEDS_DELEGATION = "role-needs-delegation"
    ARABIC_FIRST = "arabic-first"
    LANGUAGE_NOT_OFFERED = "language-not-offered"
    BAD_RULE = "bad-rule"
    ONE_TITLE = "one-title"
    NO_OPERATIVE = "no-operative"
    TOO_MANY_CLAUSES = "too-many-clauses"


SENTENCES: Final[Mapping[Fault, tuple[str, str]]] = {
    Fault.TOO_LARGE: (
        "الملف أكبر من المسموح به: عدد حروفه {found} والحد {most}. احذف منه ما لا يخص هذا الملتقى.",
        "The file is too large: {found} characters, at most {most}. "
        "Take out what does not concern this forum.",
    ),
    Fault.NOT_UTF_8: (
        "الملف ليس بترميز UTF-8. احفظه من جديد واختر الترميز UTF-8.",
        "The file is not in UTF-8. Save it again and choose the encoding UTF-8.",
    ),
    Fault.EMPTY_FILE: (
        "الملف فارغ. ابدأ من القالب الذي يكتبه الأمر declaration new-forum.",
        "The file is empty. Start from the template that «declaration new-forum» writes.",
    ),
    Fault.CONTROL_CHARACTER: (
        "في السطر حرف تحكم لا يُرى ({character}). احذف الحرف أو أعد كتابة السطر.",
        "The line holds an invisible control character ({character}). "
        "Delete it, or type the line again.",
    ),
    Fault.TAB: (
        "يبدأ السطر بعلامة جدولة (Tab). استعمل المسافات وحدها في أول السطر.",
        "The line begins with a tab. Use spaces alone at the beginning of a line.",
    ),
    Fault.NOT_YAML: (
        "تعذرت قراءة بنية الملف عند هذا السطر، في قيمة تبدأ عند السطر {begun} ({reason}). "
        "راجع المحاذاة والنقطتين والأقواس، وضع النص الذي يتضمن «:» بين علامتي اقتباس.",
        "The file's structure cannot be read at this line, in a value begun on line {begun} "
        "({reason}). Check indentation, colons and brackets, and put quotes around a text that "
        "contains «:».",
    ),
    Fault.SECOND_DOCUMENT: (
        "يبدأ هنا مستند ثان في الملف نفسه. احذف السطر «---» وما بعده.",
        "A second document begins here. Delete the line «---» and what follows it.",
    ),
    Fault.ANCHOR: (
        "لا تُقبل الإحالات (& و*) في هذا الملف. اكتب القيمة في موضعها.",
        "Anchors and aliases (& and *) are not accepted. Write the value out where it belongs, "
        "in quotes if it begins with one of these signs.",
    ),
    Fault.TAG: (
        "لا تُقبل الوسوم (!) في هذا الملف. اكتب القيمة وحدها.",
        "Tags (!) are not accepted. Write the value alone, in quotes if it begins with «!».",
    ),
    Fault.TOO_DEEP: (
        "تداخل القيم أعمق مما يحتاج إليه ملف ملتقى. راجع محاذاة هذا السطر.",
        "Values are nested deeper than a forum file needs. Check this line's indentation.",
    ),
    Fault.KEY_NOT_TEXT: (
        "اسم الحقل يجب أن يكون كلمة. اكتب الاسم ثم نقطتين ثم القيمة.",
        "The name of a field must be a word. Write the name, a colon, then the value.",
    ),
    Fault.NOT_A_MAPPING: (
        "المنتظر في «{where}» حقول، كل حقل باسمه وقيمته. اكتب «الاسم: القيمة» في كل سطر.",
        "«{where}» should hold fields, each with a name and a value. "
        "Write «name: value» on each line.",
    ),
    Fault.NOT_A_LIST: (
        "المنتظر في «{where}» قائمة. ابدأ كل عنصر منها بشرطة «-» في سطر جديد.",
        "«{where}» should be a list. Begin each of its items with «-» on a new line.",
    ),
    Fault.NOT_TEXT: (
        "المنتظر في «{where}» نص. اكتب النص في السطر نفسه، أو بعد «|» في أسطر تحته.",
        "«{where}» should be a text. Write it on the same line, or after «|» on lines below.",
    ),
    Fault.DUPLICATE_KEY: (
        "الحقل «{name}» مكتوب مرتين في الموضع نفسه. احذف أحدهما.",
        "The field «{name}» is written twice in one place. Delete one of them.",
    ),
    Fault.UNKNOWN_KEY: (
        "الحقل «{name}» غير معروف في «{where}». الحقول المعروفة هنا: {known}.",
        "The field «{name}» is not known in «{where}». Known here: {known}.",
    ),
    Fault.MISSING: (
        "ينقص الحقل «{name}» في «{where}». أضفه.",
        "The field «{name}» is missing in «{where}». Add it.",
    ),
    Fault.EMPTY: (
        "الحقل «{where}» فارغ. اكتب قيمته أو احذف الحقل إن لم يكن لازماً.",
        "«{where}» is empty. Write its value, or delete the field if it is not required.",
    ),
    Fault.UNKNOWN_FORMAT: (
        "صيغة الملف «{found}» غير معروفة. اكتب: format: {known}.",
        "The file's format «{found}» is not known. Write: format: {known}.",
    ),
    Fault.UNKNOWN_WORD: (
        "«{found}» ليست من القيم المقبولة في «{where}». اختر من: {known}.",
        "«{found}» is not accepted in «{where}». Choose one of: {known}.",
    ),
    Fault.NOT_A_KEY: (
        "«{found}» لا يصلح مفتاحاً. استعمل الحروف اللاتينية الصغيرة والأرقام وبينها «-»، "
        "حتى 32 حرفاً.",
        "«{found}» cannot be a key. Use lowercase Latin letters and digits, joined by «-», "
        "at most 32 characters.",
    ),
    Fault.NOT_A_FLAG: (
        "المنتظر في «{where}» أن تكتب true أو false، والمكتوب «{found}».",
        "«{where}» should be true or false, not «{found}».",
    ),
    Fault.NOT_A_NUMBER: (
        "المنتظر في «{where}» عدد صحيح أكبر من الصفر، مثل 3، والمكتوب «{found}».",
        "«{where}» should be a whole number above zero, such as 3, not «{found}».",
    ),
    Fault.NOT_A_DATE: (
        "«{found}» ليس تاريخاً. اكتبه سنةً وشهراً ويوماً، مثل 2023-05-10.",
        "«{found}» is not a date. Write year, month and day, as in 2023-05-10.",
    ),
    Fault.NOT_A_TIME: (
        '«{found}» ليس وقتاً. اكتبه بالتوقيت المحلي للملتقى، مثل "2023-05-10T09:00".',
        '«{found}» is not a time. Write it in the forum\'s local time, as in "2023-05-10T09:00".',
    ),
    Fault.UNKNOWN_ZONE: (
        "المنطقة الزمنية «{found}» غير معروفة. اكتب اسمها مثل Asia/Riyadh أو Africa/Cairo.",
        "The time zone «{found}» is not known. Write its name, such as Asia/Riyadh.",
    ),
    Fault.NOT_AN_ADDRESS: (
        "«{found}» ليس عنوان بريد إلكتروني. اكتبه كاملاً، مثل name@city.example.",
        "«{found}» is not an e-mail address. Write it in full, as in name@city.example.",
    ),
    Fault.TOO_LONG: (
        "النص في «{where}» طويل: عدد حروفه {found} والحد {most}. اختصره أو قسّمه.",
        "The text of «{where}» is too long: {found} characters, at most {most}. "
        "Shorten or divide it.",
    ),
    Fault.ONE_LINE: (
        "النص في «{where}» يجب أن يكون في سطر واحد. اجمع أسطره في سطر.",
        "The text of «{where}» must be one line. Join its lines.",
    ),
    Fault.FORBIDDEN_CHARACTER: (
        "في نص «{where}» حرف غير مقبول ({character}). احذفه أو أعد كتابة ما حوله.",
        "The text of «{where}» holds a character that is not accepted ({character}). "
        "Delete it, or type the words around it again.",
    ),
    Fault.DUPLICATE: (
        "«{found}» مستعمل من قبل في السطر {first}. اختر غيره أو احذف المكرر.",
        "«{found}» was used before, on line {first}. Choose another, or delete the repetition.",
    ),
    Fault.UNKNOWN_REFERENCE: (
        "«{found}» في «{where}» لا يقابله شيء في هذا الملف. اكتب واحداً مما عُرِّف فيه، أو عرِّفه.",
        "«{found}» in «{where}» names nothing in this file. Write one that is defined, or add it.",
    ),
    Fault.ENDS_BEFORE_IT_STARTS: (
        "النهاية «{ends}» قبل البداية «{starts}». صحح إحداهما.",
        "The end «{ends}» is before the beginning «{starts}». Correct one of them.",
    ),
    Fault.ORGANISATION_VOTES: (
        "المنظمة لا تصوّت. اكتب votes: false، أو kind: city إن كان الوفد مدينة.",
        "An organisation has no vote. Write votes: false, or kind: city if it is a city.",
    ),
    Fault.ROLE_NEEDS_DELEGATION: (
        "الدور «{found}» يلزمه وفد. أضف delegation ومفتاح الوفد.",
        "The role «{found}» needs a delegation. Add delegation with the delegation's key.",
    ),
    Fault.ARABIC_FIRST: (
        "لغة الإعلان الأولى هي العربية. اكتب: languages: [ar, en] أو [ar].",
        "The declaration's first language is Arabic. Write: languages: [ar, en] or [ar].",
    ),
    Fault.LANGUAGE_NOT_OFFERED: (
        "في البند نص بلغة «{found}» وهي ليست من لغات الإعلان. أضفها إلى languages أو احذف النص.",
        "The clause has a text in «{found}», which is not among the declaration's languages. "
        "Add it to languages, or delete the text.",
    ),
    Fault.BAD_RULE: (
        "القاعدة «{name}» غير مقبولة: {reason_ar} صححها أو احذفها لتبقى القيمة المعتادة.",
        "The rule «{name}» is not accepted: {reason} Correct it, or delete it to keep the default.",
    ),
    Fault.ONE_TITLE: (
        "في الإعلان {found} من بنود العنوان، والمنتظر واحد. اجعل لبند واحد kind: title.",
        "The declaration has {found} titles; it needs one. Give one clause kind: title.",
    ),
    Fault.NO_OPERATIVE: (
        "ليس في الإعلان فقرة منطوق. أضف بنداً واحداً على الأقل بنوع kind: operative.",
        "The declaration has no operative clause. Add at least one of kind: operative.",
    ),
    Fault.TOO_MANY_CLAUSES: (
        "عدد بنود الإعلان {found} والحد {most}. اجمع الفقرات المتصلة في بند واحد من عدة أسطر، "
        "أو قسّم النص إلى أكثر من إعلان.",
        "The declaration has {found} clauses; {most} are the most. Join what belongs together "
        "into one clause of several lines, or make more than one declaration of the text.",
    ),
}

ARABIC_OF_RULES: Final[Mapping[str, str]] = {
    rules.NOT_A_NUMBER: "المنتظر عدد صحيح.",
    rules.OUT_OF_RANGE: "العدد خارج الحدود التي تقبلها القواعد.",
    rules.NOT_YES_OR_NO: "المنتظر true أو false.",
    rules.NOT_A_MAJORITY: "ليست هذه من الأغلبيات المعروفة.",
    rules.NOT_A_SHARE: "المنتظر كسر بين الصفر والواحد.",
    rules.UNKNOWN_RULE: "لا قاعدة بهذا الاسم.",
}
"""What the rules answer, in Arabic; the rules themselves speak in message ids."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong. `line` is counted from 1; `facts` fill the sentence."""

    line: int
    code: Fault
    facts: Mapping[str, str] = field(default_factory=dict, compare=False)

    def sentence(self, language: str) -> str:
        """What is wrong and what to do, in Arabic or English."""
        arabic, english = SENTENCES[self.code]
        return (arabic if language == "ar" else english).format(**self.facts)


@dataclass
class Problems:
    """What a reading has found so far."""

    found: list[Problem] = field(default_factory=list)

    def add(self, line: int, code: Fault, **facts: object) -> None:
        """Note a problem. Long words are cut, so that a sentence stays readable."""
        shown = {name: _cut(str(fact)) for name, fact in facts.items()}
        self.found.append(Problem(line, code, shown))


def _cut(words: str, most: int = 160) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


class ForumFileErrors(Exception):
    """A forum file that was not loaded: everything that is wrong with it, by line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(f"{p.line}: {p.sentence('en')}" for p in self.problems))
