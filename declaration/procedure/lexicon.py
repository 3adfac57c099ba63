"""The words by which a drafter sees what an amendment is about.

Read from the practice of declarations in Arabic. Every entry is folded before it is compared, so
that marks, the seats of hamza and the endings ة/ه and ى/ي do not matter.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Final

from declaration.text import fold


class Force(IntEnum):
    """How much a verb commits to."""

    INVITES = 1
    STRIVES = 2
    ACTS = 3
    BINDS = 4


_PERSONS: Final = "نتيا"
_PLURALS: Final = ("ون", "وا", "ان", "ين")
_JOINED: Final = "وف"


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


def _phrases(lines: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(line).split()) for line in lines)


def _stem(verb: str) -> str:
    """An imperfect verb without person and number; not a stem of anything else."""
    for plural in _PLURALS:
        if verb.endswith(plural) and len(verb) - len(plural) >= 4:
            verb = verb.removesuffix(plural)
            break
    return verb[1:]


def _verbs(force: Force, words: str) -> dict[str, Force]:
    return {_stem(fold(word)): force for word in words.split()}


VERBS: Final = {
    **_verbs(
        Force.BINDS,
        "تلتزم تتعهد تضمن تكفل يجب يتعين تقرر يتوجب يلزم تتقيد تمتثل تلزم تعلن",
    ),
    **_verbs(
        Force.STRIVES,
        "تسعى تعمل تحاول تجتهد تهدف تعتزم تطمح تتطلع تبذل تدعم تعزز تسهم تساهم تراعي تيسر ينبغي",
    ),
    **_verbs(
        Force.INVITES,
        "تشجع تدعو تحث توصي تقترح تنظر يجوز يمكن تأمل ترحب تناشد تدرس تبحث تستكشف تود تهيب",
    ),
}
"""Verbs of commitment by their stem. What is not here acts, and is read as `Force.ACTS`."""

FORCEFUL: Final = _folded(
    "ملزم ملزمة إلزامي إلزامية إلزاميا طوعي طوعية طوعيا اختياري اختيارية اختياريا وجوبا"
)
"""Adjectives and adverbs that bind or release."""

SOFTENING: Final = _phrases(
    [
        "العمل على", "بالعمل على", "السعي إلى", "بالسعي إلى", "السعي نحو", "النظر في", "بالنظر في",
        "محاولة", "بمحاولة", "قصارى", "ما في وسعها", "ما في وسعنا", "دراسة إمكان", "دراسة إمكانية",
    ]
)  # fmt: skip
"""Nouns that turn a result into an effort."""

ACTORS: Final = _folded(
    "مدن مدينة بلدية بلديات أمانة أمانات حكومة حكومات دولة دول وزارة وزارات مجلس مجالس لجنة لجان "
    "منظمة منظمات جامعة جامعات مدرسة مدارس مؤسسة مؤسسات شركة شركات قطاع يونسكو أليكسو إيسيسكو "
    "مكتب مكاتب معهد معاهد هيئة هيئات سلطة سلطات جهة جهات شريك شركاء جمعية جمعيات رئيس رؤساء "
    "عمدة محافظ محافظة محافظات إدارة إدارات منسق منسقون منسقين وكالة وكالات أمين صندوق مصرف "
    "مصارف بنك بنوك برلمان برلمانات شبكة سكرتارية مانحون مانحين"
)
"""Who does something: institutions and offices."""

UNITS_OF_TIME: Final = _folded(
    "سنة سنوات عام أعوام عاما شهر أشهر شهور شهرا يوم أيام يوما أسبوع أسابيع عقد عقود ساعة ساعات"
)

ALSO_PUBLIC: Final = _folded("عام")
BEFORE_A_TIME: Final = _folded("كل خلال نهاية بداية بحلول قبل بعد منذ هذا")
AGES: Final = _folded("سن عمر أعمار")

DATES: Final = _folded(
    "سنويا شهريا أسبوعيا يوميا فصليا دوريا فورا عاجلا سنوي سنوية شهري شهرية فصلي فصلية أسبوعي "
    "أسبوعية عامين سنتين شهرين يومين أسبوعين عقدين عامان سنتان شهران "
    "يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر "
    "محرم صفر رجب شعبان رمضان شوال بحلول موعد مهلة أجل"
)

NUMBERS: Final = _folded(
    "واحد واحدة اثنان اثنين اثنتين ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثمان ثمانية "
    "ثماني تسع تسعة عشر عشرة عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين "
    "سبعون سبعين ثمانون ثمانين تسعون تسعين مئة مائة مئتا مئتي مئتين ألف آلاف ألفي مليون "
    "ملايين مليار نصف ثلث ثلثي ثلثا ربع خمس عشر ضعف ضعفي مرتين مدينتين مركزين مرتان % ٪ "
    "بالمئة"
)

NARROWING: Final = _folded(
    "فقط حصرا دون سوى إلا باستثناء عدا خلا بعض معظم غالبية أغلب تحديدا خصوصا لاسيما المقيمين "
    "المعنية المعنيين الراغبة المؤهلة المؤهلين المسجلة المسجلين المعتمدة المعتمدين حسب"
)
"""Words that leave some out."""

WHOLE: Final = _folded("جميع كل كافة سائر")
"""Words that leave nobody out: taking one away narrows."""

CONDITIONS: Final = _phrases(
    [
        "إذا", "شريطة", "بشرط", "شرط", "رهنا", "متى", "حيثما", "ما لم", "في حال", "في حالة", "كلما",
        "قدر الإمكان", "عند الاقتضاء", "عند الإمكان", "إن أمكن", "إن وجدت", "في حدود", "ضمن حدود",
        "بعد موافقة", "بموافقة", "عند توافر", "عند توفر", "بتوافر", "بتوفر", "على أن",
        "بما لا يتعارض",
        "بما يتفق", "بما يتوافق", "بما يتناسب", "بما يتماشى", "وفقا", "وفق", "بحسب", "مع مراعاة",
        "بعد التشاور", "بعد استشارة", "بعد إقرار", "بعد اعتماد", "بعد التنسيق", "بما يتلاءم",
        "بما يلائم", "بما يناسب", "بما تسمح", "بما يسمح", "بما ينسجم", "بما يراعي",
        "طالما", "ما دام", "ما دامت", "لدى توافر", "دون الإخلال", "دون المساس", "تبعا", "حسبما",
        "بقدر ما", "بالقدر الذي", "ما أمكن", "بناء على طلب", "عندما", "لو", "حال توافر", "إذا ما",
    ]
)  # fmt: skip
"""What makes a commitment depend on something else."""

ADDING: Final = _phrases(
    [
        "بما في ذلك",
        "بما فيها",
        "فضلا عن",
        "إضافة إلى",
        "بالإضافة إلى",
        "إلى جانب",
        "علاوة على",
        "كما",
        "أو",
    ]
)
"""Openings of one more thing."""

FUNCTION: Final = _folded(
    "في من إلى على عن مع بين أن إن ما لا و أو ثم التي الذي الذين هذا هذه ذلك تلك كما قد لم لن "
    "هو هي هم به بها فيه فيها له لها منها منه عليه عليها إليه إليها عند بعد قبل خلال كل أي إذ"
)
"""Words that carry no substance of their own."""


def bare(word: str) -> str:
    """A folded word without the conjunction, preposition and article written onto it."""
    if word[:1] in _JOINED and len(word) > 3:
        word = word[1:]
    for prefix, least in (("بال", 5), ("كال", 5), ("لل", 4), ("ال", 4)):
        if word.startswith(prefix) and len(word) >= least:
            return word.removeprefix(prefix)
    return word[1:] if word[:1] in "بل" and len(word) > 3 and word[1:] in _KNOWN else word


_KNOWN: Final = ACTORS | NUMBERS | DATES | UNITS_OF_TIME | WHOLE | NARROWING


def force_of(word: str) -> Force | None:
    """What a folded word commits to, when it is a verb of commitment."""
    verb = word[1:] if word[:1] in _JOINED and len(word) > 4 else word
    if verb[:1] in "سل" and len(verb) > 4 and verb[1] in _PERSONS:
        verb = verb[1:]
    if len(verb) < 3 or verb[0] not in _PERSONS:
        return None
    return VERBS.get(_stem(verb)) or VERBS.get(verb[1:])
