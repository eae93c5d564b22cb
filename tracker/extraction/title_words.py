"""The words of which job titles are made: fields, ranks, and the posts themselves."""

from __future__ import annotations

from tracker.extraction.lexicon import words

FUNCTIONS = words(
    "ai a.i. agi artificial intelligence machine learning machine-learning deep generative applied research "
    "science sciences scientific safety alignment product products engineering software hardware infrastructure "
    "operations operating operational policy public global affairs marketing sales communications people human "
    "resources design security information technology technical technological data strategy strategic growth "
    "partnerships business development finance financial legal revenue commercial customer success "
    "trust privacy ethics robotics vision computer computing cloud platform platforms systems silicon "
    "chips chip consulting autonomy autonomous driving search ads advertising monetization consumer enterprise mobile "
    "experience brand creative content talent recruiting recruitment compliance risk investment investments "
    "corporate developer relations developer-relations investor government regulatory model models "
    "pre-training post-training training reasoning superintelligence language evaluation preparedness "
    "readiness inference compute supply chain procurement manufacturing accounting administrative medical "
    "health education learning content media innovation digital quality reliability web3 hr it r&d gtm "
    "go-to-market international americas europe emea asia mergers acquisitions m&a communication "
    "neural quantum speech interpretability policy societal national economic economics solutions "
    "packaging compiler compilers mechanical electrical chemical climate deployment venture capacity cybersecurity cyber production forecasting gpu cpu "
    "simulation networking automotive banking foundry memory firmware kernel graphics imaging haptics photonics battery energy logistics "
    "warehouse retail fraud credit treasury tax insurance underwriting actuarial pricing biology chemistry genomics drug discovery oncology "
    "nursing patient hospital curriculum portfolio studio editorial publishing news community fulfilment fulfillment delivery localisation localization translation "
    "dialogue ranking recommendations personalization multimodal mobility charging manipulation locomotion validation verification database "
    "storage network networks facilities construction property sustainability environment environmental programme programmes program programs "
    "project projects alliances channels account accounts merchandising sourcing workplace benefits compensation payroll leadership integrity "
    "defence defense military federal sector municipal perception plant section process "
    "services protection support analytics personnel law mathematics physics statistics linguistics diversity culture transformation scaling b2b applications ar vr xr wearables glasses devices agent agents pretraining posttraining fabric training evaluations audio video audiology "
    "tech gaming lobbying quant quantitative litigation crypto trading e-commerce ecommerce semiconductor semiconductors streaming"
)
MODIFIERS = words(
    "self senior executive deputy assistant associate interim acting managing general global group principal staff "
    "founding lead co vice corporate independent non-executive nonexecutive distinguished chief joint "
    "visiting adjunct emeritus honorary technical board special country site regional worldwide junior full postdoctoral non "
    "press supervisory office audit fund hiring sporting clinical creative art state department local master part-time area"
)
ACRONYMS = words(
    "CEO CTO CFO COO CPO CMO CIO CISO CSO CRO CDO CAIO CCO CLO CHRO EVP SVP VP GM FD CEOs CTOs VPs"
)
CHIEF_ENDS = words(
    "officer executive executives scientist economist architect technologist engineer counsel strategist "
    "evangelist designer researcher analyst accountant officers of_staff lawyer chemist physicist statistician mathematician "
    "roboticist programmer actuary visionary physician radiologist editor linguist auditor audiologist psychologist biologist librarian "
    "pilot pharmacist steward mechanic winemaker sommelier "
    "manager negotiator investigator philosopher ethicist meteorologist correspondent adviser advisor advisers advisors"
)
STRONG = words(
    "president chairman chairwoman chairperson chair director head boss co-head co-lead co-leader co-chair "
    "chief adviser advisor officer executive_chairman presidents directors co-president vice-president "
    "vice-chairman dean provost treasurer secretary spokesman spokeswoman spokesperson rector vice-rector "
    "commissioner ombudsman curator headmaster headmistress mayor czar tsar"
)
WEAK = words(
    "researcher scientist engineer executive partner professor analyst economist fellow member manager lead leader "
    "counsel lecturer consultant deputy vice-chair trustee observer advisers advisors postdoc comptroller "
    "ethicist archivist programmer strategist technologist evangelist lobbyist librarian superintendent controller auditor intern "
    "editor editors governor trainee apprentice ambassador negotiator associate coordinator supervisor lawyer statistician recruiter trader examiner accountant chef producer official administrator"
)
#: What somebody is who has one of these.
OFFICES = {
    "professorship": "professor", "chairmanship": "chairman", "presidency": "president", "directorship": "director",
    "deanship": "dean", "editorship": "editor", "secretaryship": "secretary", "lectureship": "lecturer",
}  # fmt: skip
