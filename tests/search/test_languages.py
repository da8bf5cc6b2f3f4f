"""What readers type in other languages finds what is written there, inflected or not: twenty probes each."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.search import SearchDocument
from playbook.search.files import write
from tests.search.asking import ask, ids, place, playbook

# What a page says, and what a reader types.
PROBES: dict[str, list[tuple[str, str]]] = {
    "de": [
        ("Die Richtlinien gelten für alle.", "Richtlinie"),
        ("Eine Regel genügt.", "Regeln"),
        ("Das Budget planen wir gemeinsam.", "plant"),
        ("Wir treffen uns vor dem Kauf.", "Käufe"),
        ("Die Verträge liegen bei der Leitung.", "Vertrag"),
        ("Das Ziel steht auf einer Seite.", "Ziele"),
        ("Unsere Häuser arbeiten getrennt.", "Haus"),
        ("Die Straße zum Kunden ist lang.", "Strasse"),
        ("Großer Aufwand lohnt selten.", "gross"),
        ("Der Datenschutz kommt zuerst.", "Datenschutzes"),
        ("Lesen Sie die Kostenaufstellung.", "Aufstellung"),
        ("Jede Sicherheitslücke wird gemeldet.", "Lücke"),
        ("Der Projektplan hängt an der Wand.", "Projekt"),
        ("Ein Wochenbericht reicht.", "Berichte"),
        ("Führungskräfte sprechen offen.", "Führungskraft"),
        ("Lieferanten stellen sich vor.", "Lieferant"),
        ("Wer hilft bei Störungen?", "Störung"),
        ("Wir lernen voneinander.", "lernt"),
        ("Werkzeuge werden geprüft.", "Werkzeug"),
        ("Das Gespräch dauert eine Stunde.", "Gespräche"),
    ],
    "fr": [
        ("Réunir l'équipe chaque lundi.", "équipes"),
        ("Un service d'assistance répond.", "assistance"),
        ("Les objectifs sont partagés.", "objectif"),
        ("Le budget est discuté ensemble.", "budgets"),
        ("Nous achetons rarement seuls.", "acheter"),
        ("Les contrats passent par le service juridique.", "contrat"),
        ("La sécurité vient d'abord.", "securite"),
        ("Il faut parler plus tôt.", "parlons"),
        ("Une feuille de route commune.", "communes"),
        ("Les données des clients restent ici.", "donnée"),
        ("Qu'attendez-vous du fournisseur ?", "fournisseurs"),
        ("Un cœur de métier se respecte.", "coeur"),
        ("Chacun connaît l'autre métier.", "connaître"),
        ("Mesurer les résultats.", "résultat"),
        ("Jusqu'aujourd'hui rien n'a changé.", "changer"),
        ("Le décideur signe en dernier.", "décideurs"),
        ("Les outils sont essayés avant.", "outil"),
        ("La campagne démarre vendredi.", "campagnes"),
        ("Des idées naissent dans les ateliers.", "atelier"),
        ("Le directeur financier approuve.", "financière"),
    ],
    "ja": [
        ("業務改善の計画を立てる。", "業務改善"),
        ("毎週の打合せを短くする。", "打合せ"),
        ("予算は一緒に決める。", "予算"),
        ("契約の前に相談する。", "契約"),
        ("情報システム部門と話す。", "情報システム"),
        ("顧客データを守る。", "顧客データ"),
        ("目標を一枚にまとめる。", "目標"),
        ("マーケティング担当者が書く。", "マーケティング"),
        ("障害のときの連絡先を決める。", "障害"),
        ("互いの仕事を学ぶ。", "学ぶ"),
        ("ｼｽﾃﾑの要件を書く。", "要件"),
        ("ガイドラインを守る。", "ガイドライン"),
        ("新しい道具を試した。", "試す"),
        ("成果を測った。", "測る"),
        ("責任者を選ぶ。", "責任者"),
        ("承認の手順を減らす。", "承認手順"),
        ("用語集を作る。", "用語集"),
        ("役割をはっきりさせる。", "役割"),
        ("個人情報は集めない。", "個人情報"),
        ("経営会議で報告する。", "経営"),
    ],
}


@pytest.mark.parametrize("code", PROBES)
def test_a_form_finds_another(code: str, tmp_path: Path) -> None:
    probes = PROBES[code]
    assert len(probes) == 20
    pages = [
        SearchDocument(f"p{at}", "play", f"plays/p{at}/", str(at), text=text) for at, (text, _) in enumerate(probes)
    ]
    site = place(write(pages, playbook(), (), code), tmp_path)
    missed = [
        (query, ids(answer)[:1])
        for at, ((_, query), answer) in enumerate(zip(probes, ask(site, [query for _, query in probes]), strict=True))
        if ids(answer)[:1] != [f"p{at}"]
    ]
    assert missed == []
