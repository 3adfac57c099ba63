"""A small declaration with everything that is hard to set: what the tests here write and read."""

from dataclasses import replace
from datetime import UTC, datetime

from declaration.documents.values import (
    Addition,
    BilingualText,
    ClauseText,
    Compilation,
    CompiledAmendment,
    CompiledClause,
    Cover,
    EndorsedText,
    Imprint,
    MarkedText,
    Proposal,
    RecordedBallot,
    RecordedVote,
    Removal,
    Rewording,
    Signature,
    Statement,
    VotingRecord,
    WorkingCopy,
)
from declaration.drafting.models import ClauseKind as Kind
from declaration.pictures import Standing
from declaration.procedure.states import Choice

ISSUED = datetime(2023, 5, 11, 9, 30, tzinfo=UTC)
IMPRINT = Imprint(
    title="إعلان ينبع الإقليمي لمدن التعلم العربية",
    issued=ISSUED,
    authors=("أمانة الملتقى",),
    subject="النص النهائي",
)
COVER = Cover(
    forum="الملتقى الإقليمي الأول لمدن التعلم العربية",
    place="مركز الملك فهد الحضاري، مدينة ينبع الصناعية",
    dates="10–11 مايو 2023",
    hijri_dates="20–21 شوال 1444هـ",
    status="اعتُمد في 11 مايو 2023",
)
CLAUSES = (
    ClauseText("title", Kind.TITLE, "", "إعلان ينبع الإقليمي لمدن التعلم العربية"),
    ClauseText("motto", Kind.MOTTO, "", "«التعلم مدى الحياة لحلول مستدامة في مدن التعلم العربية»"),
    ClauseText(
        "chapeau",
        Kind.CHAPEAU,
        "",
        "نحن، ممثلي مدن التعلم العربية المجتمعين في ينبع الصناعية يومي 10 و11 مايو 2023،",
    ),
    ClauseText(
        "p-1",
        Kind.PREAMBULAR,
        "د1",
        "إذ نستذكر خطة التنمية المستدامة لعام 2030، ولا سيما الهدف الرابع (SDG 4) بشأن التعليم الجيد، والهدف 11؛",
    ),
    ClauseText(
        "p-2",
        Kind.PREAMBULAR,
        "د2",
        "وإذ ندرك أنّ 60% من سكان المنطقة العربية يعيشون في المدن، وأن النسبة ستبلغ ٧٠٪ بحلول 2050؛",
    ),
    ClauseText("bridge", Kind.BRIDGE, "", "نعلن ونلتزم بما يلي:"),
    ClauseText("h-1", Kind.HEADING, "", "أولاً: التعلم مدى الحياة على مستوى المدينة"),
    ClauseText(
        "o-1",
        Kind.OPERATIVE,
        "1",
        "نلتزم بوضع إستراتيجية محلية للتعلم مدى الحياة، تُراجع كل 3 سنوات، وتشمل:\n"
        "تشخيصًا لاحتياجات السكان، ولا سيما الفئات الأكثر احتياجًا؛\n"
        "شراكات مع الجامعات و«مراكز الأحياء»، ومنها برنامج COP28 Green Skills Track لمدن (UNESCO)؛\n"
        "مؤشرات قياس وفق المعيار ISO 14046:2014 في البند 3.2.",
    ),
    ClauseText(
        "o-2",
        Kind.OPERATIVE,
        "2",
        "ندعو إلى تخصيص 5% على الأقل من الموازنة (نحو 12.5 مليون دولار [USD]) لبرامج التعلم، والانضمام إلى شبكة اليونسكو العالمية لمدن التعلم (GNLC).",
    ),
    ClauseText("h-2", Kind.HEADING, "", "ثانيًا: التقنية والذكاء الاصطناعي"),
    ClauseText(
        "o-3",
        Kind.OPERATIVE,
        "3",
        "UNESCO مدعوة إلى دعم المدن بتقنيات 3D والجيل 5G <مفتوحة> & آمنة، تصون كرامة المتعلمين وخصوصيتهم.",
    ),
    ClauseText("closing", Kind.CLOSING, "", "صدر في ينبع الصناعية، في 11 مايو 2023."),
)
SIGNATURES = (
    Signature("ينبع الصناعية", "أ. صاحب التوقيع", "رئيس الوفد", "11 مايو 2023"),
    Signature("الجبيل الصناعية", "صاحبة التوقيع", "أمينة المدينة", "11 مايو 2023"),
    Signature("القاهرة"),
    Signature("أبو ظبي", "صاحب التوقيع", "مندوب المدينة", "12 مايو 2023"),
)
ENDORSED = EndorsedText(
    imprint=IMPRINT,
    cover=COVER,
    clauses=CLAUSES,
    signatures=SIGNATURES,
    statements=(
        Statement(
            "القاهرة", "بيان تفسيري", "تفهم المدينة البند على أنه لا يمس التشريعات النافذة.", "2"
        ),
        Statement(
            "أبو ظبي", "تحفُّظ", "تتحفظ المدينة على عبارة «5% على الأقل».\nولها أن تسحب تحفظها."
        ),
    ),
    fingerprint="3f2a99d04b1c5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7",
    verification_address="https://declaration.example.org/yanbu-2023/verify",
    properties=(("declaration-revision", "Rev.7"),),
)

TEXT_OF = {clause.key: clause.text for clause in CLAUSES}
JUBAIL = Proposal(
    "وفد الجبيل الصناعية",
    datetime(2023, 5, 9, 14, 5, tzinfo=UTC),
    "لأن الخطة الوطنية تنتهي في 2035.\nوهو ما أكده وفدنا.",
)
DOHA = Proposal("وفد الدوحة", datetime(2023, 5, 9, 16, 0, tzinfo=UTC), "صياغة أوضح (UNESCO).")
CAIRO = Proposal("وفد القاهرة", datetime(2023, 5, 10, 8, 0, tzinfo=UTC))
REWORDED = {
    "p-1": TEXT_OF["p-1"].replace("2030", "2035"),
    "o-1": TEXT_OF["o-1"].replace("شراكات مع الجامعات", "شراكات مستدامة مع الجامعات")
    + "\nتقريرًا سنويًا يُنشر للعموم.",
    "o-2": TEXT_OF["o-2"].replace("5% على الأقل", "7% على الأقل"),
}
ADDED = ClauseText(
    "o-2-bis", Kind.OPERATIVE, "2 مكرر", "نلتزم بنشر التقدم المحرز:\nسنويًا؛\nوبلغة ميسرة."
)
MARKED = MarkedText(
    imprint=IMPRINT,
    cover=COVER,
    clauses=CLAUSES,
    changes=(
        Rewording(JUBAIL, "p-1", REWORDED["p-1"]),
        Rewording(DOHA, "o-1", REWORDED["o-1"]),
        Rewording(CAIRO, "o-2", REWORDED["o-2"]),
        Addition(DOHA, "o-2", ADDED),
        Removal(JUBAIL, "o-3"),
    ),
)
WORKING_COPY = WorkingCopy(
    imprint=IMPRINT,
    cover=COVER,
    clauses=CLAUSES,
    declaration="yanbu",
    revision="4",
    fingerprint="ab" * 32,
)
COMPILATION = Compilation(
    imprint=replace(IMPRINT, title="مجموعة التعديلات"),
    cover=COVER,
    clauses=(
        CompiledClause(CLAUSES[0], ()),
        CompiledClause(
            CLAUSES[8],
            (
                CompiledAmendment("14", ("وفد الجبيل الصناعية",), None, rationale="تكرار للبند 1."),
                CompiledAmendment(
                    "12",
                    ("وفد الدوحة", "وفد الكويت"),
                    REWORDED["o-2"] + "\nوذلك سنويًا.",
                    rationale=DOHA.rationale,
                    state="مقبول شكلاً",
                    conflicts=("مع التعديل 14: حذف مقابل تعديل.",),
                ),
                CompiledAmendment("13", ("وفد القاهرة",), ADDED.text, adds=True),
            ),
            clashing=((0, 1),),
        ),
    ),
    standings=(Standing("Rev.1", 9, 12, 0, 20), Standing("Rev.2", 4, 5, 13, 20)),
)
VOTES = (
    ("الدوحة", Choice.IN_FAVOUR),
    ("الجبيل الصناعية", Choice.AGAINST),
    ("القاهرة", Choice.ABSTAIN),
    ("أبو ظبي", Choice.IN_FAVOUR),
    ("بيروت", None),
    ("ينبع الصناعية", Choice.IN_FAVOUR),
    ("تونس", Choice.IN_FAVOUR),
)
VOTING_RECORD = VotingRecord(
    imprint=replace(IMPRINT, title="سجل التصويت"),
    cover=COVER,
    ballots=(
        RecordedBallot(
            number="3",
            question="التعديل 12 على البند 2",
            rule="أغلبية الثلثين من المصوّتين",
            closed="11 مايو 2023، 10:42 بتوقيت الرياض",
            outcome="اعتُمد",
            quorum=4,
            present=6,
            votes=tuple(RecordedVote(city, choice) for city, choice in VOTES),
            needed=4,
        ),
    ),
)
BILINGUAL = BilingualText(
    imprint=IMPRINT,
    cover=COVER,
    clauses=CLAUSES,
    translations={
        "title": "Yanbu Regional Declaration of Arab Learning Cities",
        "bridge": "Declare and commit ourselves to the following:",
        "o-1": "We commit to a local strategy for lifelong learning, reviewed every 3 years:\n"
        "a diagnosis of needs (احتياجات);\npartnerships with universities;\nindicators.",
        "o-2": "We call for 5% of the budget for learning (about USD 12.5 million).",
    },
)
