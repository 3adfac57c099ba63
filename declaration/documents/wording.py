"""The words that documents add to the text, in both languages."""

from enum import Enum

from declaration.documents.directions import Language


class Label(Enum):
    """A label or sentence of a document: Arabic, then English."""

    PAGE = ("صفحة", "Page")
    OF = ("من", "of")
    SIGNATURES = ("التوقيعات", "Signatures")
    CITY = ("المدينة", "City")
    NAME = ("الاسم", "Name")
    OFFICE = ("الصفة", "Office")
    DATE = ("التاريخ", "Date")
    STATEMENTS = ("البيانات والتحفظات", "Statements and reservations")
    STATEMENT_OF = ("{0} من {1}", "{0} by {1}")
    CLAUSE = ("البند {0}", "clause {0}")
    ON_CLAUSE = ("بشأن البند {0}", "on clause {0}")
    FINGERPRINT = ("بصمة النص النهائي (SHA-256)", "Fingerprint of the final text (SHA-256)")
    VERIFY = ("للتحقق من هذا النص:", "To verify this text:")
    QR = ("رمز الاستجابة السريعة لعنوان التحقق: {0}", "QR code of the verification address: {}")
    NEW = ("جديد", "new")
    PROPOSALS = ("التغييرات وأصحابها", "The changes and who proposes them")
    CLAUSE_HEAD = ("البند", "Clause")
    RATIONALE_HEAD = ("المبررات", "Rationale")
    ADDED_CLAUSE = ("بند جديد", "new clause")
    LEFT_OUT = (
        "التعديل {0} ليس في هذا الملف: {1}",
        "Amendment {0} is not in this file: {1}",
    )
    CLASHES = ("يتعارض مع تعديل فيه.", "it clashes with one that is.")
    OUTDATED = (
        "صيغ على نسخة سابقة من البند.",
        "it is worded against an earlier version of its clause.",
    )
    ONLY_MOVES = (
        "ينقل البند من موضعه ولا يغيّر كلماته.",
        "it moves its clause and changes no words.",
    )
    PRINTED_NOTE = (
        "ما يضاف مسطَّر تحته، وما يحذف مشطوب، وأصحاب التغييرات في آخر النص.",
        "What is added is underlined, what is removed is struck out; who proposes what stands at "
        "the end.",
    )
    PRINTED_COPY = (
        "نسخة عمل للقراءة. للتحرير نزِّل النسخة بصيغة Word: فيها وحدها تُتتبَّع التغييرات.",
        "A working copy to read. To edit, download the Word file: changes are tracked in it alone.",
    )
    REVISION = ("المراجعة {0}", "Revision {0}")
    MARKED_NOTE = (
        "التغييرات في هذا النص متتبَّعة، وصاحب كل تغيير الوفدُ الذي اقترحه، وفي الحاشية مبرراته.",
        "Changes in this text are tracked; the author of each is the delegation that proposes it, "
        "and its rationale is in the margin.",
    )
    WORKING_COPY = (
        "نسخة عمل: غيِّر النص كما تشاء، فكل تغيير متتبَّع. احفظ الملف ثم ارفعه، وراجع ما قُرئ منه قبل "
        "أن يصير مسوَّدات تعديلات. كل بند فقرةٌ تليها فقراته الفرعية.",
        "Working copy: change the text as you wish, every change is tracked. Save the file, upload "
        "it, and check what was read before it becomes draft amendments. A clause is a paragraph, "
        "followed by its sub-items.",
    )
    END_OF_TEXT = ("نهاية النص", "End of the text")
    AMENDMENTS_TO = ("التعديلات على: {0}", "Amendments to: {0}")
    NO_AMENDMENTS = ("لا تعديلات على هذا البند.", "No amendments to this clause.")
    NOTHING_PENDING = (
        "لا تعديل مقبول شكلاً ينتظر البت فيه.",
        "No admissible amendment waits to be decided.",
    )
    AMENDMENT = ("التعديل {0}", "Amendment {0}")
    SPONSORS = ("مقدَّم من: ", "Sponsors: ")
    AS_AMENDED = ("النص المقترح: ", "Text as amended: ")
    NEW_CLAUSE = ("بند جديد: ", "New clause: ")
    REMOVES = ("يُحذف البند.", "The clause is removed.")
    RATIONALE = ("المبررات: ", "Rationale: ")
    STATE = ("الحالة: ", "State: ")
    CONFLICT_WITH = ("مع التعديل {0}: {1}", "with amendment {0}: {1}")
    PLACE = ("الموضع: ", "Place: ")
    BEFORE_ALL = ("قبل كل البنود", "before all clauses")
    AFTER = ("بعد {0}", "after {0}")
    TO_AMENDMENT = ("تعديل على نص تعديل آخر", "an amendment to another amendment's text")
    TO_EARLIER = (
        "على نسخة سابقة من البند، ولا بد من إعادة صياغته",
        "on an earlier version of the clause; it must be restated",
    )
    SECRETARIAT = ("الأمانة", "the secretariat")
    COMPILATION = ("مجموعة التعديلات", "Compilation of amendments")
    VOTING_RECORD = ("سجل التصويت", "Voting record")
    CONFLICTS = ("التعارض: ", "Conflicts: ")
    CONVERGENCE = ("هل يقترب النص من الاتفاق؟", "Does the text converge?")
    REVISION_HEAD = ("المراجعة", "Revision")
    BRACKETS = ("الأقواس", "Brackets")
    WORDINGS = ("الصيغ المقترحة", "Wordings proposed")
    AGREED = ("البنود المتفق عليها", "Clauses agreed")
    CLAUSES = ("البنود", "Clauses")
    CLASH_MAP = ("خريطة التعارض", "Map of conflicts")
    CLASHING_PAIRS = (
        "عدد الأزواج التي لا تجتمع: {0}. تفصيلها تحت كل تعديل",
        "Pairs that do not go together: {0}. Each amendment says which",
    )
    AMENDMENT_HEAD = ("التعديل", "Amendment")
    OTHER_AMENDMENT = ("التعديل الآخر", "The other amendment")
    RELATION = ("ما بينهما", "Relation")
    CONFLICTING = ("يتعارضان", "they conflict")
    BALLOT = ("الاقتراع {0}", "Ballot {0}")
    QUESTION = ("السؤال", "Question")
    RULE = ("الأغلبية المطلوبة", "Majority required")
    CLOSED = ("أُغلق", "Closed")
    QUORUM = ("النصاب", "Quorum")
    PRESENT = ("الحاضر {0}، والمطلوب {1}", "{0} present, {1} required")
    OUTCOME = ("النتيجة", "Result")
    FOR = ("مع", "For")
    AGAINST = ("ضد", "Against")
    ABSTAIN = ("امتناع", "Abstaining")
    OBJECTION = ("اعتراض", "Objection")
    OBJECTION_OF = ("{0}: {1}", "{0}: {1}")
    NO_BALLOTS = ("لم يُغلق اقتراع بعد.", "No ballot has been closed yet.")
    NOBODY_OBJECTED = ("لم يعترض أحد.", "Nobody objected.")
    NOT_VOTING = ("لم يصوّت", "Not voting")
    DELEGATION = ("الوفد", "Delegation")
    VOTE = ("الصوت", "Vote")
    CHART = ("توزيع الأصوات", "Distribution of votes")
    NEEDED = ("اللازم للاعتماد", "Needed in favour")
    NOT_TRANSLATED = ("لم يُترجم بعد", "Not translated yet")
    WORD_FILE = ("النص نفسه ملف Word", "The same text as a Word file")
    ISSUED = ("صدر عن المنصة", "Issued by the platform")
    ARABIC = ("العربية (الأصل)", "Arabic (original)")
    ENGLISH = ("الإنجليزية", "English")

    def say(self, language: Language, *values: str) -> str:
        """The label in `language`, its places filled with `values` in order."""
        return self.value[language == "en"].format(*values)
