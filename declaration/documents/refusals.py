"""Why an uploaded file is refused: each reason has its sentence, in both languages."""

from dataclasses import dataclass
from enum import Enum

from declaration.documents.directions import Language


class Reason(Enum):
    """A reason, as the uploader reads it: Arabic, then English."""

    EMPTY = ("الملف فارغ.", "The file is empty.")
    TOO_LARGE = (
        "الملف أكبر من 10 ميغابايت. احذف منه الصور ثم ارفعه.",
        "The file is larger than 10 MB. Remove its pictures and upload it again.",
    )
    NOT_WORD = (
        "الملف ليس مستند Word. احفظه بصيغة docx ثم ارفعه.",
        "The file is not a Word document. Save it as .docx and upload it again.",
    )
    PDF = (
        "هذا ملف PDF، ولا تُقرأ منه التغييرات. ارفع مستند docx الذي صُنع منه.",
        "This is a PDF, from which changes cannot be read. Upload the .docx it was made from.",
    )
    OLD_WORD = (
        "هذا مستند Word بصيغة قديمة (doc). افتحه واحفظه بصيغة docx ثم ارفعه.",
        "This is a Word document in the old format (.doc). Save it as .docx and upload it again.",
    )
    PASSWORD = (
        "المستند محمي بكلمة سر. أزلها ثم ارفعه.",
        "The document is protected by a password. Remove it and upload the document again.",
    )
    OPEN_DOCUMENT = (
        "هذا مستند OpenDocument. احفظه بصيغة docx ثم ارفعه.",
        "This is an OpenDocument file. Save it as .docx and upload it again.",
    )
    OTHER_OFFICE = (
        "هذا ملف جداول أو عروض، لا مستند نصي.",
        "This is a spreadsheet or a presentation, not a text document.",
    )
    DAMAGED = (
        "الملف ناقص أو تالف. أعد حفظه ثم ارفعه.",
        "The file is incomplete or damaged. Save it again and upload it.",
    )
    TOO_MANY_PARTS = (
        "في الملف أجزاء أكثر مما في مستند نصي.",
        "The file has more parts than a text document has.",
    )
    PART_TOO_LARGE = (
        "في الملف جزء يتجاوز 20 ميغابايت بعد فك ضغطه.",
        "A part of the file exceeds 20 MB when unpacked.",
    )
    TOTAL_TOO_LARGE = (
        "يتجاوز الملف 60 ميغابايت بعد فك ضغطه.",
        "The file exceeds 60 MB when unpacked.",
    )
    BOMB = (
        "جزء من الملف مضغوط ضغطاً لا يكون في نص.",
        "A part of the file is compressed as no text ever is.",
    )
    ENCRYPTED_PART = ("في الملف جزء معمّى.", "A part of the file is encrypted.")
    UNKNOWN_COMPRESSION = (
        "في الملف جزء مضغوط بطريقة لا يستعملها Word.",
        "A part of the file is compressed in a way Word does not use.",
    )
    DOUBLE_PART = (
        "في الملف جزآن باسم واحد، فلا يُعرف أيهما النص.",
        "Two parts of the file have one name: which one is the text cannot be known.",
    )
    UNSAFE_NAME = (
        "في الملف جزء باسم يشير إلى خارجه.",
        "A part of the file has a name that points outside it.",
    )
    OVERLAPPING_PARTS = (
        "أجزاء الملف متداخلة، ولا يصنع ذلك برنامج تحرير.",
        "Parts of the file overlap, which no editor does.",
    )
    DOCTYPE = (
        "في الملف تعريف كيانات XML، ولا يكون في مستند Word.",
        "The file declares XML entities, which no Word document does.",
    )
    ENCODING = (
        "في الملف جزء بترميز غير UTF-8 وUTF-16.",
        "A part of the file is encoded in neither UTF-8 nor UTF-16.",
    )
    TOO_MANY_ELEMENTS = (
        "في الملف فقرات وعناصر أكثر مما يُعالج.",
        "The file has more paragraphs and elements than can be handled.",
    )
    TOO_DEEP = ("عناصر الملف متداخلة بلا حد.", "The elements of the file are nested too deep.")
    BROKEN_XML = (
        "في الملف جزء لا يُقرأ. أعد حفظه في Word أو LibreOffice ثم ارفعه.",
        "A part of the file cannot be read. Save it again in Word or LibreOffice and upload it.",
    )
    MACROS = (
        "في المستند وحدات ماكرو أو عناصر تحكم. احفظه بصيغة docx بلا ماكرو.",
        "The document holds macros or controls. Save it as .docx without macros.",
    )
    TEMPLATE = (
        "هذا قالب Word لا مستند. احفظه بصيغة docx ثم ارفعه.",
        "This is a Word template, not a document. Save it as .docx and upload it again.",
    )
    NO_TEXT_PART = (
        "لا يدل الملف على نصه، أو يدل على أكثر من نص.",
        "The file does not say which part is its text, or names more than one.",
    )
    EMBEDDED_TEXT = (
        "في المستند مستند آخر مضمَّن لا يُقرأ. انسخ نصه إلى المستند.",
        "Another document is embedded in it and is not read. Copy its text into the document.",
    )
    FETCHING_FIELD = (
        "في المستند حقل يجلب محتوى من خارجه. استبدل به نصه.",
        "A field of the document fetches content from elsewhere. Replace it by its text.",
    )
    TOO_MANY_COMMENTS = (
        "في المستند تعليقات أكثر أو أطول مما يُعالج.",
        "The document has more, or longer, comments than can be handled.",
    )
    TOO_LONG = (
        "النص أطول مما يُقرأ: الحد عشرة آلاف فقرة ومليونا حرف.",
        "The text is too long: 10,000 paragraphs and two million letters at most.",
    )
    OUT_OF_TIME = (
        "استغرقت قراءة الملف وقتاً أطول من المسموح.",
        "Reading the file took longer than is allowed.",
    )
    OUT_OF_MEMORY = (
        "تحتاج قراءة الملف ذاكرة أكثر من المسموح.",
        "Reading the file needs more memory than is allowed.",
    )

    def say(self, language: Language) -> str:
        """The sentence for the uploader."""
        return str(self.value[language == "en"])


@dataclass(eq=False)
class UnsafeFile(Exception):
    """An uploaded file that is not read, and why. `part` is the part at fault, where one is."""

    reason: Reason
    part: str = ""
