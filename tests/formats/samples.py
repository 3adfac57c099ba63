"""The style guide served with sample values, before and after a refusal."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from flask import Flask, g, render_template, request
from flask_babel import get_locale
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    FileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from declaration import clock
from declaration.paging import Page
from declaration.reading.styleguide import sample_result


class SampleForm(FlaskForm):
    """One field of each sort."""

    name = StringField("الاسم الكامل", [InputRequired("يلزم كتابة الاسم.")])
    email = EmailField("البريد", [InputRequired("يلزم كتابة البريد.")])
    text = TextAreaField("نص البند", [InputRequired("يلزم كتابة النص.")])
    kind = RadioField(
        "النوع",
        [InputRequired("يلزم الاختيار.")],
        choices=[SelectChoice("a", "تغيير النص"), SelectChoice("b", "حذف البند")],
    )
    clause = SelectField(
        "البند", choices=[SelectChoice("7", "البند 7"), SelectChoice("8", "البند 8")]
    )
    file = FileField("ملف")
    agreed = BooleanField("قرأتُ النص", [InputRequired("يلزم التأكيد.")])


def header() -> SimpleNamespace:
    """What a signed-in delegate's header holds."""
    arabic = get_locale().language == "ar"
    names = ["الرئيسية", "الإعلان", "التعديلات", "الجلسة", "الوفود"]
    if not arabic:
        names = ["Home", "Declaration", "Amendments", "Sitting", "Delegations"]
    drawings = ["home", "text", "ballot"]
    return SimpleNamespace(
        forum=SimpleNamespace(
            key="yanbu",
            name={"ar": "ملتقى مدن التعلم العربية", "en": "Arab Learning Cities Forum"},
            place={"ar": "ينبع الصناعية", "en": "Yanbu Industrial City"},
        ),
        home_url="/",
        nav=[(name, f"#{i}", i == 1) for i, name in enumerate(names)],
        quick=[(names[i], f"#{i}", i == 1, drawing) for i, drawing in enumerate(drawings)],
        declaration_state="negotiation",
        revision_label="Rev. 3",
        deadline=SimpleNamespace(
            label="يُغلق باب التعديلات" if arabic else "Amendments close",
            at=clock.now() + timedelta(hours=3, minutes=40, seconds=30),
        ),
        person_name="ليلى العتيبي",
        person_role="وفد الجبيل الصناعية",
        profile_url="#",
        notices_url="#",
        notices_count=2,
        sign_in_url="#",
        sign_out_url="#",
        other_language_url=None,
        footer=[("السجل" if arabic else "Journal", "#")],
    )


def add_style_guide(app: Flask) -> None:
    """Serve /styleguide; `forum` says the digits, a POST shows it as after a refusal."""
    app.jinja_env.globals["csrf_token"] = lambda: "sample"

    @app.context_processor
    def framed() -> dict[str, Any]:
        language = get_locale().language
        direction = "rtl" if language == "ar" else "ltr"
        return {
            "language": language,
            "direction": direction,
            "header": None if request.args.get("bare") else header(),
        }

    @app.route("/styleguide", methods=["GET", "POST"])
    def style_guide() -> str:
        digits = request.args.get("digits", "western")
        g.forum = SimpleNamespace(digits=digits, zone="Asia/Riyadh")
        form = SampleForm()
        form.validate_on_submit()
        now = clock.now()
        return render_template(
            "styleguide/index.html",
            form=form,
            now=now,
            soon=now + timedelta(hours=3, minutes=40, seconds=30),
            earlier=now - timedelta(minutes=4),
            result=sample_result(),
            second=Page(2, 14, 10),
        )
