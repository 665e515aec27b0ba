<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="da_DK">
<context>
    <name>AddressEditor</name>
    <message>
        <source>Adresser</source>
        <translation>Addresses</translation>
    </message>
</context>
<context>
    <name>AgendaCard</name>
    <message>
        <source>Dagens aftaler</source>
        <translation>Today&apos;s appointments</translation>
    </message>
    <message>
        <source>Kl.</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Borger</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Ærinde</source>
        <translation>Errand</translation>
    </message>
    <message>
        <source>Emne</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Uden forbindelse</source>
        <translation>Without a connection</translation>
    </message>
    <message>
        <source>Borgere uden aftale findes i søgefeltet.</source>
        <translation>Find citizens without an appointment in the search field.</translation>
    </message>
    <message>
        <source>Ingen aftaler i dag</source>
        <translation>No appointments today</translation>
    </message>
    <message>
        <source>Der prøves igen om få minutter.</source>
        <translation>Another try is made in a few minutes.</translation>
    </message>
    <message>
        <source>Aftalerne kan ikke hentes. Viser dem, som de var {0}.</source>
        <translation>The appointments cannot be fetched. Showing them as they were at {0}.</translation>
    </message>
    <message>
        <source>Dagens aftaler kan ikke hentes</source>
        <translation>Today&apos;s appointments cannot be fetched</translation>
    </message>
    <message>
        <source>{0} · {1} af {2} kommende åbner uden forbindelse</source>
        <translation>{0} · {1} of {2} to come open without a connection</translation>
    </message>
    <message>
        <source>{0} · næste</source>
        <translation>{0} · next</translation>
    </message>
    <message>
        <source>{0} · nu</source>
        <translation>{0} · now</translation>
    </message>
    <message>
        <source>Betjent {0}</source>
        <translation>Served at {0}</translation>
    </message>
    <message>
        <source>Tidspunktet er gået</source>
        <translation>The time has passed</translation>
    </message>
</context>
<context>
    <name>AssessmentFoot</name>
    <message>
        <source>Afgørelse</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Vejledende beregning af {0}</source>
        <translation>Guiding calculation of {0}</translation>
    </message>
    <message>
        <source>Skjul beregning</source>
        <translation>Hide calculation</translation>
    </message>
    <message>
        <source>Vis beregning</source>
        <translation>Show calculation</translation>
    </message>
    <message>
        <source>Giv afslag: {0}</source>
        <translation>Refuse: {0}</translation>
    </message>
    <message>
        <source>Afgør: {0}</source>
        <translation>Decided by: {0}</translation>
    </message>
    <message>
        <source>Ingen ret: {0}</source>
        <translation>No right: {0}</translation>
    </message>
    <message>
        <source>{0} og {1}</source>
        <translation>{0} and {1}</translation>
    </message>
    <message>
        <source>Kræver partshøring (om {0}), begrundelse og klagevejledning</source>
        <translation>Requires a hearing (about {0}), reasons and complaint guidance</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>Bygger på satser, der ikke er bekræftet.</source>
        <translation>Based on rates that have not been confirmed.</translation>
    </message>
    <message>
        <source>{0} mere mangler</source>
        <translation>{0} more missing</translation>
    </message>
    <message>
        <source>Fuldt medhold: hverken partshøring, begrundelse eller klagevejledning</source>
        <translation>Granted in full: no hearing, reasons or complaint guidance</translation>
    </message>
    <message>
        <source>Kræver begrundelse og klagevejledning</source>
        <translation>Requires reasons and complaint guidance</translation>
    </message>
</context>
<context>
    <name>BarChart</name>
    <message>
        <source>Vis som tabel</source>
        <translation>Show as table</translation>
    </message>
    <message>
        <source>I alt {0}</source>
        <translation>{0} in all</translation>
    </message>
    <message>
        <source>foreløbig</source>
        <translation>provisional</translation>
    </message>
    <message>
        <source>Vis som diagram</source>
        <translation>Show as chart</translation>
    </message>
    <message>
        <source>Måned</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>I alt</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Bemærkning</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>Ingen beløb i perioden.</source>
        <translation>No amounts in the period.</translation>
    </message>
</context>
<context>
    <name>BenefitsView</name>
    <message>
        <source>Ydelser fra {0} er ikke kommet endnu.</source>
        <translation>Benefits from {0} have not arrived yet.</translation>
    </message>
    <message>
        <source>Ydelser fra {0} mangler her.</source>
        <translation>Benefits from {0} are missing here.</translation>
    </message>
    <message>
        <source>Svaret fra {0} læses efter en form, der ikke er bekræftet.</source>
        <translation>The answer from {0} is read in a form that is not confirmed.</translation>
    </message>
    <message>
        <source> og </source>
        <translation> and </translation>
    </message>
    <message>
        <source>Ingen ydelser fra {0}</source>
        <translation>No benefits from {0}</translation>
    </message>
    <message>
        <source> eller </source>
        <translation> or </translation>
    </message>
    <message>
        <source>kommunen</source>
        <translation>the municipality</translation>
    </message>
    <message>
        <source>Ydelse</source>
        <translation>Benefit</translation>
    </message>
    <message>
        <source>Myndighed</source>
        <translation>Authority</translation>
    </message>
    <message>
        <source>Beløb</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Periode</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Senest udbetalt</source>
        <translation>Last paid</translation>
    </message>
    <message>
        <source>Ydelser</source>
        <translation>Benefits</translation>
    </message>
    <message>
        <source>Ingen ydelser.</source>
        <translation>No benefits.</translation>
    </message>
    <message>
        <source>Afdeling</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>Hyppighed</source>
        <translation>Frequency</translation>
    </message>
    <message>
        <source>Fra</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Til</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Filtrér ydelser: navn, myndighed, afdeling …</source>
        <translation>Filter benefits: name, authority, department …</translation>
    </message>
    <message>
        <source>Ydelse uden navn</source>
        <translation>Benefit without a name</translation>
    </message>
    <message>
        <source>Ikke oplyst</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>dag eller engang</source>
        <translation>daily or one-off</translation>
    </message>
    <message>
        <source>Fra {0}</source>
        <translation>From {0}</translation>
    </message>
    <message>
        <source>Siden {0}</source>
        <translation>Since {0}</translation>
    </message>
    <message>
        <source>Ophørt</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>Løbende</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>Kommende</source>
        <translation>Upcoming</translation>
    </message>
    <message>
        <source>Ophørt {0}</source>
        <translation>Ended {0}</translation>
    </message>
    <message>
        <source>Til {0}</source>
        <translation>Until {0}</translation>
    </message>
    <message>
        <source>Ikke udbetalt</source>
        <translation>Not paid</translation>
    </message>
    <message>
        <source>Senest udbetalt: {0}</source>
        <translation>Last paid: {0}</translation>
    </message>
</context>
<context>
    <name>CaseDetail</name>
    <message>
        <source>Skriv et notat til sagens journal ({0})</source>
        <translation>Write a note for the case journal ({0})</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Dokumenter</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Ikke registreret</source>
        <translation>Not registered</translation>
    </message>
    <message>
        <source>Fortsæt kladde</source>
        <translation>Continue draft</translation>
    </message>
    <message>
        <source>Nyt notat</source>
        <translation>New note</translation>
    </message>
    <message>
        <source>Sagsnummer</source>
        <translation>Case number</translation>
    </message>
    <message>
        <source>Emne (KLE)</source>
        <translation>Subject (KLE)</translation>
    </message>
    <message>
        <source>Afdeling</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Oprettet</source>
        <translation>Opened</translation>
    </message>
    <message>
        <source>Senest ændret</source>
        <translation>Last changed</translation>
    </message>
    <message>
        <source>Hjemmel</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>Følsomhed</source>
        <translation>Sensitivity</translation>
    </message>
    <message>
        <source>Undtaget</source>
        <translation>Exempt</translation>
    </message>
    <message>
        <source>Beskrivelse</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Titel</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Dato</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Mærke</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>Ingen dokumenter på sagen.</source>
        <translation>No documents in the case.</translation>
    </message>
    <message>
        <source>Ukendt dato</source>
        <translation>Unknown date</translation>
    </message>
    <message>
        <source>Ingen fil</source>
        <translation>No file</translation>
    </message>
    <message>
        <source>Undtaget fra aktindsigt: {0}</source>
        <translation>Exempt from access to the file: {0}</translation>
    </message>
</context>
<context>
    <name>CasesView</name>
    <message>
        <source>Ingen sager til dette ærinde</source>
        <translation>No cases for this errand</translation>
    </message>
    <message>
        <source>Ingen sager om borgeren</source>
        <translation>No cases about the citizen</translation>
    </message>
    <message>
        <source>1 sag hører ikke til dette ærinde og er ikke vist.</source>
        <translation>1 case does not belong to this errand and is not shown.</translation>
    </message>
    <message>
        <source>{0} sager hører ikke til dette ærinde og er ikke vist.</source>
        <translation>{0} cases do not belong to this errand and are not shown.</translation>
    </message>
    <message>
        <source>1 sag vises ikke: din rolle.</source>
        <translation>1 case is not shown: your role.</translation>
    </message>
    <message>
        <source>{0} sager vises ikke: din rolle.</source>
        <translation>{0} cases are not shown: your role.</translation>
    </message>
    <message>
        <source>Borgerens beskyttede adresse kan stå i notater og dokumenter.</source>
        <translation>The citizen&apos;s protected address may appear in notes and documents.</translation>
    </message>
    <message>
        <source>Sag</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Emne</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>Afdeling</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Oprettet</source>
        <translation>Opened</translation>
    </message>
    <message>
        <source>Sagsnummer</source>
        <translation>Case number</translation>
    </message>
    <message>
        <source>Mærke</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>Sager</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>Ingen sager.</source>
        <translation>No cases.</translation>
    </message>
    <message>
        <source>Filtrér sager: titel, emne, afdeling, status …</source>
        <translation>Filter cases: title, subject, department, status …</translation>
    </message>
    <message>
        <source>Ikke registreret</source>
        <translation>Not registered</translation>
    </message>
    <message>
        <source>Ukendt emne {0}</source>
        <translation>Unknown subject {0}</translation>
    </message>
    <message>
        <source>Ukendt dato</source>
        <translation>Unknown date</translation>
    </message>
    <message>
        <source>Undtaget</source>
        <translation>Exempt</translation>
    </message>
    <message>
        <source>Undtaget fra aktindsigt: {0}</source>
        <translation>Exempt from access to the file: {0}</translation>
    </message>
</context>
<context>
    <name>ChannelBox</name>
    <message>
        <source>Hvordan kom borgeren?</source>
        <translation>How did the citizen come?</translation>
    </message>
    <message>
        <source>Henvendelsen er begyndt</source>
        <translation>The contact has begun</translation>
    </message>
</context>
<context>
    <name>ChannelKeys</name>
    <message>
        <source>Hvordan kom borgeren?</source>
        <translation>How did the citizen come?</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>Vælg</source>
        <translation>Choose</translation>
    </message>
</context>
<context>
    <name>CitizenPage</name>
    <message>
        <source>Navn ikke hentet</source>
        <translation>Name not fetched</translation>
    </message>
    <message>
        <source>Et notat skrives på en sag, og ærindet åbner ingen. Åbn sagerne her først.</source>
        <translation>A note is written on a case, and the errand opens none. Open the cases here first.</translation>
    </message>
    <message>
        <source>Vælg den sag, notatet hører til, og tryk Ctrl+N igen.</source>
        <translation>Select the case that the note belongs to, and press Ctrl+N again.</translation>
    </message>
</context>
<context>
    <name>CitizenTabs</name>
    <message>
        <source>Overblik</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>Livssituation</source>
        <translation>Life situation</translation>
    </message>
    <message>
        <source>Beregning</source>
        <translation>Calculation</translation>
    </message>
</context>
<context>
    <name>ClosingDialog</name>
    <message>
        <source>Hvordan endte henvendelsen fra {0}?</source>
        <translation>How did the contact from {0} end?</translation>
    </message>
    <message>
        <source>Afslut henvendelse</source>
        <translation>End contact</translation>
    </message>
    <message>
        <source>0   Ingen henvendelse – jeg har kun set efter</source>
        <translation>0   No contact – I only had a look</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Kommandopalet</source>
        <translation>Command palette</translation>
    </message>
    <message>
        <source>Skriv, hvad du vil gøre</source>
        <translation>Type what you want to do</translation>
    </message>
    <message>
        <source>Find handling</source>
        <translation>Find action</translation>
    </message>
    <message>
        <source>Handlinger</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Ingen handling, opgave eller blanket passer til det, der er skrevet.</source>
        <translation>No action, task or form fits what is written.</translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message>
        <source>CPR-nummeret er kopieret og slettes fra udklipsholderen om 30 sekunder.</source>
        <translation>The CPR number is copied and will be cleared from the clipboard in 30 seconds.</translation>
    </message>
    <message>
        <source>Sammendraget er kopieret og slettes fra udklipsholderen om 30 sekunder.</source>
        <translation>The summary is copied and is deleted from the clipboard in 30 seconds.</translation>
    </message>
</context>
<context>
    <name>CprLabel</name>
    <message>
        <source>CPR-nummer {0}</source>
        <translation>CPR number {0}</translation>
    </message>
    <message>
        <source>Vis alle ti cifre i 10 sekunder</source>
        <translation>Show all ten digits for 10 seconds</translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>Intet passer til filteret.</source>
        <translation>Nothing matches the filter.</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>De engelske tekster mangler: vinduet taler dansk.</source>
        <translation>The English texts are missing: the window speaks Danish.</translation>
    </message>
    <message>
        <source>Borger</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Find en borger, vælg ærinde, og se det, som ærindet åbner, fra alle registre på én side.</source>
        <translation>Find a citizen, choose the errand, and see what the errand opens, from all registers on one page.</translation>
    </message>
    <message>
        <source>Opgaver</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Skriv, hvad borgeren siger, og se opgaven: hvem der har den, hvad der sker, og efter hvilken lov.</source>
        <translation>Type what the citizen says and see the task: whose it is, what happens, and by which law.</translation>
    </message>
    <message>
        <source>Træning</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Sæt fejl på registrene, og find de opdigtede borgere, der er noget at øve med.</source>
        <translation>Put faults on the registers, and find the made-up citizens worth practising with.</translation>
    </message>
    <message>
        <source>Hjælp</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Indstillinger</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Find nu borgeren. Ærindet er valgt.</source>
        <translation>Now find the citizen. The errand is chosen.</translation>
    </message>
    <message>
        <source>Find først den borger, det gælder.</source>
        <translation>First find the citizen it is about.</translation>
    </message>
    <message>
        <source>Indstillingen kunne ikke gemmes og gælder kun nu.</source>
        <translation>The setting could not be saved and applies only now.</translation>
    </message>
    <message>
        <source>Hent oplysningerne igen</source>
        <translation>Fetch the information again</translation>
    </message>
    <message>
        <source>Kopiér CPR-nummer</source>
        <translation>Copy CPR number</translation>
    </message>
    <message>
        <source>Vis CPR-nummer i 10 sekunder</source>
        <translation>Show CPR number for 10 seconds</translation>
    </message>
    <message>
        <source>Vis beskyttet adresse</source>
        <translation>Show protected address</translation>
    </message>
    <message>
        <source>Skriv notat på sagen</source>
        <translation>Write a note on the case</translation>
    </message>
    <message>
        <source>Skift ærinde</source>
        <translation>Change errand</translation>
    </message>
    <message>
        <source>Gå til sidepanelet eller tilbage</source>
        <translation>Go to the side pane or back</translation>
    </message>
    <message>
        <source>Afslut henvendelse</source>
        <translation>End contact</translation>
    </message>
    <message>
        <source>Overblik</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>Livssituation</source>
        <translation>Life situation</translation>
    </message>
    <message>
        <source>Beregning</source>
        <translation>Calculation</translation>
    </message>
    <message>
        <source>Vis {0}</source>
        <translation>Show {0}</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Annuller</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>DocumentDesk</name>
    <message>
        <source>Dokumentet kan vise den beskyttede adresse.</source>
        <translation>The document may show the protected address.</translation>
    </message>
    <message>
        <source>Visningen logges.</source>
        <translation>That it is shown is logged.</translation>
    </message>
    <message>
        <source>Vis dokument og adresse</source>
        <translation>Show document and address</translation>
    </message>
</context>
<context>
    <name>DocumentView</name>
    <message>
        <source>Henter dokumentet</source>
        <translation>Fetching the document</translation>
    </message>
</context>
<context>
    <name>DraftRow</name>
    <message>
        <source>Fortsæt</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Fortsæt {0}</source>
        <translation>Go on with {0}</translation>
    </message>
</context>
<context>
    <name>DwellingView</name>
    <message>
        <source>Ukendt kode {0}</source>
        <translation>Unknown code {0}</translation>
    </message>
    <message>
        <source>Registreret her</source>
        <translation>Registered here</translation>
    </message>
    <message>
        <source>Alder</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Registreret på adressen</source>
        <translation>Registered at the address</translation>
    </message>
    <message>
        <source>Ingen er registreret her ifølge udtrækket.</source>
        <translation>According to the extract, nobody is registered here.</translation>
    </message>
    <message>
        <source>Ingen adresse at slå op i BBR</source>
        <translation>No address to look up in BBR</translation>
    </message>
    <message>
        <source>Ikke hentet</source>
        <translation>Not fetched</translation>
    </message>
    <message>
        <source>Bolig</source>
        <translation>Dwelling</translation>
    </message>
    <message>
        <source>Ikke registreret</source>
        <translation>Not registered</translation>
    </message>
    <message>
        <source>Beskyttet – vis i Person og familie</source>
        <translation>Protected – show in Person and family</translation>
    </message>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Boligenhed</source>
        <translation>Dwelling unit</translation>
    </message>
    <message>
        <source>BBR har ingen bolig på adressen</source>
        <translation>BBR has no dwelling at the address</translation>
    </message>
    <message>
        <source>Opført</source>
        <translation>Built</translation>
    </message>
    <message>
        <source>Ombygget</source>
        <translation>Rebuilt</translation>
    </message>
    <message>
        <source>Bygning</source>
        <translation>Building</translation>
    </message>
    <message>
        <source>Etager</source>
        <translation>Floors</translation>
    </message>
    <message>
        <source>Ydervæg</source>
        <translation>Outer wall</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Roof</translation>
    </message>
    <message>
        <source>Varme</source>
        <translation>Heating</translation>
    </message>
    <message>
        <source>Opvarmningsmiddel</source>
        <translation>Heating fuel</translation>
    </message>
    <message>
        <source>Ejendom (BFE)</source>
        <translation>Property (BFE)</translation>
    </message>
    <message>
        <source>Matrikel</source>
        <translation>Land parcel</translation>
    </message>
    <message>
        <source>Anvendelse</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>Areal</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Heraf beboelse</source>
        <translation>Of which residential</translation>
    </message>
    <message>
        <source>Værelser</source>
        <translation>Rooms</translation>
    </message>
    <message>
        <source>Køkken</source>
        <translation>Kitchen</translation>
    </message>
    <message>
        <source>Boligtype</source>
        <translation>Dwelling type</translation>
    </message>
    <message>
        <source>Toilet</source>
        <translation>Toilet</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Bathroom</translation>
    </message>
    <message>
        <source>Erhverv</source>
        <translation>Commercial</translation>
    </message>
    <message>
        <source>Kilde til areal</source>
        <translation>Source of the area</translation>
    </message>
    <message>
        <source>Hvem der ellers er registreret her, kræver CPR-udtrækket.</source>
        <translation>Who else is registered here needs the CPR extract.</translation>
    </message>
    <message>
        <source>Beboere vises ikke, mens adressen er skjult.</source>
        <translation>Residents are not shown while the address is hidden.</translation>
    </message>
    <message>
        <source>Beboere ifølge CPR-udtræk {0}</source>
        <translation>Residents according to the CPR extract of {0}</translation>
    </message>
    <message>
        <source>{0} m² pr. person</source>
        <translation>{0} m² per person</translation>
    </message>
    <message>
        <source>{0} personer pr. rum</source>
        <translation>{0} people per room</translation>
    </message>
    <message>
        <source>Beskyttet person</source>
        <translation>Protected person</translation>
    </message>
    <message>
        <source>Borgeren selv</source>
        <translation>The citizen</translation>
    </message>
    <message>
        <source>Endnu ikke navngivet</source>
        <translation>Not yet named</translation>
    </message>
</context>
<context>
    <name>ElsewhereBanner</name>
    <message>
        <source>Der er en plan fra et andet ærinde.</source>
        <translation>There is a plan from another errand.</translation>
    </message>
    <message>
        <source>Der er {0} planer fra andre ærinder.</source>
        <translation>There are {0} plans from other errands.</translation>
    </message>
    <message>
        <source>Der er en blanket fra et andet ærinde.</source>
        <translation>There is a form of another errand.</translation>
    </message>
    <message>
        <source>Der er {0} blanketter fra andre ærinder.</source>
        <translation>There are {0} forms of other errands.</translation>
    </message>
    <message>
        <source>Handler henvendelsen om den, så skift ærinde.</source>
        <translation>If the contact is about it, change errand.</translation>
    </message>
    <message>
        <source>Handler henvendelsen om en af dem, så skift ærinde.</source>
        <translation>If the contact is about one of them, change errand.</translation>
    </message>
    <message>
        <source>Skift ærinde</source>
        <translation>Change errand</translation>
    </message>
    <message>
        <source>Det, du har åbnet ({0}), omfatter ikke planer.</source>
        <translation>What you have opened ({0}) does not include plans.</translation>
    </message>
    <message>
        <source>Et samtykke dækker kun det, borgeren har sagt ja til (forvaltningsloven § 29).</source>
        <translation>A consent covers only what the citizen has agreed to (Public Administration Act § 29).</translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <source>Regnet for</source>
        <translation>Calculated for</translation>
    </message>
    <message>
        <source>Ændret for andre ydelser</source>
        <translation>Changed for other benefits</translation>
    </message>
    <message>
        <source>Regnet for, {0}</source>
        <translation>Calculated for, {0}</translation>
    </message>
</context>
<context>
    <name>Entry</name>
    <message>
        <source>ja</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>nej</source>
        <translation>no</translation>
    </message>
</context>
<context>
    <name>ErrandChooser</name>
    <message>
        <source>Vælg ærinde. Det afgør, hvad der må slås op, og følger hele henvendelsen.</source>
        <translation>Choose the errand. It decides what may be looked up, and stays for the whole contact.</translation>
    </message>
    <message>
        <source>Skriv for at finde ærindet</source>
        <translation>Type to find the errand</translation>
    </message>
    <message>
        <source>Find ærinde</source>
        <translation>Find errand</translation>
    </message>
    <message>
        <source>Ærinde</source>
        <translation>Errand</translation>
    </message>
    <message>
        <source>Åbner</source>
        <translation>Opens</translation>
    </message>
    <message>
        <source>Hjemmel</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>Ærinder</source>
        <translation>Errands</translation>
    </message>
    <message>
        <source>Intet ærinde passer. Generel vejledning findes under »vejledning«.</source>
        <translation>No errand matches. General guidance is found under “guidance”.</translation>
    </message>
    <message>
        <source>Fortryd opslag</source>
        <translation>Drop the look-up</translation>
    </message>
    <message>
        <source>Gå tilbage uden at slå op</source>
        <translation>Go back without looking up</translation>
    </message>
</context>
<context>
    <name>ErrandQuestion</name>
    <message>
        <source>Sag {0}</source>
        <translation>Case {0}</translation>
    </message>
</context>
<context>
    <name>Explained</name>
    <message>
        <source>Forklaring</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>Sådan er der regnet</source>
        <translation>How it was calculated</translation>
    </message>
    <message>
        <source>Mangler</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>Loven kræver</source>
        <translation>The law requires</translation>
    </message>
    <message>
        <source>Satser og kilder</source>
        <translation>Rates and sources</translation>
    </message>
    <message>
        <source>{0} · afgøres af {1} · regnet for {2} med satser kendt {3}</source>
        <translation>{0} · decided by {1} · calculated for {2} with rates known {3}</translation>
    </message>
    <message>
        <source>Bygger på satser, der ikke er bekræftet.</source>
        <translation>Rests on rates that are not confirmed.</translation>
    </message>
    <message>
        <source>Fuldt medhold: hverken partshøring, begrundelse eller klagevejledning.</source>
        <translation>Everything granted: no hearing, reasons or complaint guidance.</translation>
    </message>
    <message>
        <source>Partshøring om {0} fra {1}, hvis borgeren ikke kender oplysningen</source>
        <translation>Hearing about {0} from {1}, unless the citizen knows of it</translation>
    </message>
    <message>
        <source>Forvaltningsloven § 19</source>
        <translation>Public Administration Act section 19</translation>
    </message>
    <message>
        <source>Klagevejledning: tjek lokalt, hvem der klages til</source>
        <translation>Complaint guidance: check locally who hears complaints</translation>
    </message>
    <message>
        <source>Forvaltningsloven §§ 22-24</source>
        <translation>Public Administration Act sections 22-24</translation>
    </message>
</context>
<context>
    <name>FaultRow</name>
    <message>
        <source>Ikke hentet</source>
        <translation>Not fetched</translation>
    </message>
    <message>
        <source>Fejl i {0}</source>
        <translation>Fault in {0}</translation>
    </message>
    <message>
        <source>Forsinkelse i {0}, sekunder</source>
        <translation>Delay in {0}, seconds</translation>
    </message>
</context>
<context>
    <name>FaultsCard</name>
    <message>
        <source>Fejl i registrene</source>
        <translation>Faults in the registers</translation>
    </message>
    <message>
        <source>Gælder fra næste opslag; F5 ved borgeren henter igen. Efter tre forgæves forsøg holder Indgang en pause på et halvt minut, før registret spørges igen, også når fejlen er fjernet.</source>
        <translation>Applies from the next look-up; F5 at the citizen fetches again. After three failed attempts Indgang waits half a minute before it asks the register again, even when the fault has been removed.</translation>
    </message>
    <message>
        <source>Alle uden fejl</source>
        <translation>All without faults</translation>
    </message>
    <message>
        <source>Alt nede</source>
        <translation>Everything down</translation>
    </message>
    <message>
        <source>Alt langsomt (2 s)</source>
        <translation>Everything slow (2 s)</translation>
    </message>
    <message>
        <source>CPR nede</source>
        <translation>CPR down</translation>
    </message>
    <message>
        <source>Træningsserverne svarer ikke, og det vides ikke, hvilke fejl der gælder.</source>
        <translation>The training servers do not answer, and it is not known which faults apply.</translation>
    </message>
    <message>
        <source>Prøv igen</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>{0} (kan udelades)</source>
        <translation>{0} (optional)</translation>
    </message>
    <message>
        <source>Skal udfyldes</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>Kan udelades</source>
        <translation>May be left out</translation>
    </message>
    <message>
        <source>Skal udfyldes.</source>
        <translation>This is required.</translation>
    </message>
    <message>
        <source>Vælg, hvad der gælder.</source>
        <translation>Choose which one holds.</translation>
    </message>
    <message>
        <source>Skriv, hvorfor borgerens oplysning følges.</source>
        <translation>Write why the citizen’s word is followed.</translation>
    </message>
    <message>
        <source>{0} svarer ikke</source>
        <translation>{0} does not answer</translation>
    </message>
    <message>
        <source>Valgt af {0}</source>
        <translation>Chosen by {0}</translation>
    </message>
    <message>
        <source>Skal bekræftes</source>
        <translation>To be verified</translation>
    </message>
    <message>
        <source>Bekræftes af sig selv, når {0} svarer</source>
        <translation>Verified by itself when {0} answers</translation>
    </message>
    <message>
        <source>Bekræftet: {0}</source>
        <translation>Verified: {0}</translation>
    </message>
    <message>
        <source>Ikke bekræftet: {0}</source>
        <translation>Not borne out: {0}</translation>
    </message>
    <message>
        <source>Forskel</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>Registeret svarer ikke. Spørg selv: {0}</source>
        <translation>The register does not answer. Ask yourself: {0}</translation>
    </message>
    <message>
        <source>Ikke undersøgt</source>
        <translation>Not looked into</translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>Vælg fil</source>
        <translation>Choose file</translation>
    </message>
    <message>
        <source>Fjern</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Dokumenter og billeder (*.pdf *.jpg *.jpeg *.png)</source>
        <translation>Documents and pictures (*.pdf *.jpg *.jpeg *.png)</translation>
    </message>
</context>
<context>
    <name>FindBox</name>
    <message>
        <source>CPR, navn + fødselsår, adresse eller sagsnr.</source>
        <translation>CPR, name + birth year, address or case no.</translation>
    </message>
    <message>
        <source>Find borger eller sag</source>
        <translation>Find citizen or case</translation>
    </message>
    <message>
        <source>CPR-nummer, navn og fødselsår, adresse eller sagsnummer</source>
        <translation>CPR number, name and birth year, address or case number</translation>
    </message>
    <message>
        <source>Søgningen kunne ikke gennemføres. Et CPR-nummer kan altid slås op.</source>
        <translation>The search could not be completed. A CPR number can always be looked up.</translation>
    </message>
</context>
<context>
    <name>FindPopup</name>
    <message>
        <source>Søgeresultater</source>
        <translation>Search results</translation>
    </message>
    <message>
        <source>Adresser</source>
        <translation>Addresses</translation>
    </message>
    <message>
        <source>{0} adresser</source>
        <translation>{0} addresses</translation>
    </message>
    <message>
        <source>{0} fundet</source>
        <translation>{0} found</translation>
    </message>
    <message>
        <source>Sag {0}</source>
        <translation>Case {0}</translation>
    </message>
    <message>
        <source>Find sagens borger i arkivet</source>
        <translation>Find the case&apos;s citizen in the archive</translation>
    </message>
    <message>
        <source>Ikke i udtrækket: slå op i CPR</source>
        <translation>Not in the extract: look up in CPR</translation>
    </message>
    <message>
        <source>Borger i en anden kommune</source>
        <translation>Citizen of another municipality</translation>
    </message>
    <message>
        <source>Slå op i CPR</source>
        <translation>Look up in CPR</translation>
    </message>
    <message>
        <source>Udtrækket mangler eller er ved at blive dannet</source>
        <translation>The extract is missing or being made</translation>
    </message>
    <message>
        <source>Ingen fast adresse</source>
        <translation>No fixed address</translation>
    </message>
    <message>
        <source>fundet på et tidligere navn</source>
        <translation>found by an earlier name</translation>
    </message>
    <message>
        <source>Udtrækket mangler eller er ved at blive dannet. Et CPR-nummer kan slås op med det samme.</source>
        <translation>The extract is missing or being made. A CPR number can be looked up at once.</translation>
    </message>
    <message>
        <source>Flere end vist: tilføj fødselsdato eller adresse.</source>
        <translation>More than shown: add birth date or address.</translation>
    </message>
</context>
<context>
    <name>FinishedRow</name>
    <message>
        <source>På planen: {0}</source>
        <translation>In the plan: {0}</translation>
    </message>
    <message>
        <source>Færdig {0} af {1}</source>
        <translation>Finished {0} by {1}</translation>
    </message>
    <message>
        <source>Afgjort {0} af {1}</source>
        <translation>Decided {0} by {1}</translation>
    </message>
    <message>
        <source>gjort færdig {0} af {1}</source>
        <translation>finished {0} by {1}</translation>
    </message>
    <message>
        <source>Kopiér til {0}</source>
        <translation>Copy for {0}</translation>
    </message>
    <message>
        <source>Kopiér sammendrag</source>
        <translation>Copy summary</translation>
    </message>
    <message>
        <source>Tag op</source>
        <translation>Take up</translation>
    </message>
    <message>
        <source>Tag op {0}</source>
        <translation>Take up {0}</translation>
    </message>
    <message>
        <source>Spørg om og husk</source>
        <translation>Ask about and remember</translation>
    </message>
    <message>
        <source>Hvad der følger</source>
        <translation>What follows</translation>
    </message>
    <message>
        <source>Udfyld {0}</source>
        <translation>Fill in {0}</translation>
    </message>
    <message>
        <source>Sæt på planen</source>
        <translation>Put on the plan</translation>
    </message>
    <message>
        <source>Sæt på planen: {0}</source>
        <translation>Put on the plan: {0}</translation>
    </message>
    <message>
        <source>Skjul</source>
        <translation>Hide</translation>
    </message>
    <message>
        <source>Vis</source>
        <translation>Show</translation>
    </message>
</context>
<context>
    <name>FlagLine</name>
    <message>
        <source>Kan ikke færdiggøres, før registeret har svaret.</source>
        <translation>Cannot be finished before the register has answered.</translation>
    </message>
    <message>
        <source>Udfyld {0}</source>
        <translation>Fill in {0}</translation>
    </message>
</context>
<context>
    <name>FormFoot</name>
    <message>
        <source>Luk</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Tilbage til blanketterne; det skrevne bliver liggende som kladde (Esc)</source>
        <translation>Back to the forms; what is written stays as a draft (Esc)</translation>
    </message>
    <message>
        <source>Luk {0}</source>
        <translation>Close {0}</translation>
    </message>
    <message>
        <source>Kassér kladde</source>
        <translation>Throw draft away</translation>
    </message>
    <message>
        <source>{0} af {1} udfyldt</source>
        <translation>{0} of {1} filled in</translation>
    </message>
    <message>
        <source>Mangler svar: {0}</source>
        <translation>No answer to: {0}</translation>
    </message>
    <message>
        <source>Mangler: {0}</source>
        <translation>Missing: {0}</translation>
    </message>
    <message>
        <source>Gå til {0}</source>
        <translation>Go to {0}</translation>
    </message>
    <message>
        <source>{0} (Ctrl+Enter)</source>
        <translation>{0} (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Kassér for altid</source>
        <translation>Throw away for good</translation>
    </message>
</context>
<context>
    <name>FormHead</name>
    <message>
        <source>Vejledning og hjælp</source>
        <translation>Guidance and help</translation>
    </message>
    <message>
        <source>Afgøres efter regler</source>
        <translation>Decided by rules</translation>
    </message>
    <message>
        <source>Forberedes her, afgøres ikke</source>
        <translation>Prepared here, not decided</translation>
    </message>
    <message>
        <source>Afgør: {0}</source>
        <translation>Decided by: {0}</translation>
    </message>
</context>
<context>
    <name>FormView</name>
    <message>
        <source>{0} for {1}</source>
        <translation>{0} for {1}</translation>
    </message>
    <message>
        <source>Alt her kan udelades.</source>
        <translation>All of this may be left out.</translation>
    </message>
    <message>
        <source>{0} – {1} for {2}</source>
        <translation>{0} – {1} for {2}</translation>
    </message>
    <message>
        <source>Gemt som kladde {0}</source>
        <translation>Saved as a draft {0}</translation>
    </message>
    <message>
        <source>Blanketten kan ikke færdiggøres endnu.</source>
        <translation>The form cannot be finished yet.</translation>
    </message>
</context>
<context>
    <name>FormsCard</name>
    <message>
        <source>Blanketter</source>
        <translation>Forms</translation>
    </message>
    <message>
        <source>Ingen kladder og ingen færdige blanketter her.</source>
        <translation>No drafts and no finished forms here.</translation>
    </message>
    <message>
        <source>Ny blanket</source>
        <translation>New form</translation>
    </message>
    <message>
        <source>Udfyld</source>
        <translation>Fill in</translation>
    </message>
    <message>
        <source>Udfyld ny blanket</source>
        <translation>Fill in a new form</translation>
    </message>
</context>
<context>
    <name>FormsPlace</name>
    <message>
        <source>{0} er færdig.</source>
        <translation>{0} is finished.</translation>
    </message>
    <message>
        <source>{0} ligger som kladde under Blanketter.</source>
        <translation>{0} is kept as a draft under Forms.</translation>
    </message>
</context>
<context>
    <name>GrantDetail</name>
    <message>
        <source>Ikke oplyst</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>Emne (KLE)</source>
        <translation>Subject (KLE)</translation>
    </message>
    <message>
        <source>Myndighed</source>
        <translation>Authority</translation>
    </message>
    <message>
        <source>Afdeling</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>Udbetales</source>
        <translation>Paid out</translation>
    </message>
    <message>
        <source>Modtager</source>
        <translation>Recipient</translation>
    </message>
    <message>
        <source>Sagsnummer</source>
        <translation>Case number</translation>
    </message>
    <message>
        <source>Følsomhed</source>
        <translation>Sensitivity</translation>
    </message>
    <message>
        <source>Fagsystem</source>
        <translation>Line-of-business system</translation>
    </message>
    <message>
        <source>Bagud</source>
        <translation>In arrears</translation>
    </message>
    <message>
        <source>Forud</source>
        <translation>In advance</translation>
    </message>
    <message>
        <source>Borgeren selv</source>
        <translation>The citizen</translation>
    </message>
    <message>
        <source>En anden: {0}</source>
        <translation>Someone else: {0}</translation>
    </message>
    <message>
        <source>Dato</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>For perioden</source>
        <translation>For the period</translation>
    </message>
    <message>
        <source>Brutto</source>
        <translation>Gross</translation>
    </message>
    <message>
        <source>Netto</source>
        <translation>Net</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Udbetalinger</source>
        <translation>Payments</translation>
    </message>
    <message>
        <source>Ingen udbetalinger er registreret.</source>
        <translation>No payments are registered.</translation>
    </message>
    <message>
        <source>Fra {0}</source>
        <translation>From {0}</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>Hvad drejer det sig om?</source>
        <translation>What is it about?</translation>
    </message>
    <message>
        <source>Find opgave</source>
        <translation>Find a task</translation>
    </message>
    <message>
        <source>Kun det, jeg må</source>
        <translation>Only what I may do</translation>
    </message>
    <message>
        <source>1 opgave</source>
        <translation>1 task</translation>
    </message>
    <message>
        <source>{0} opgaver</source>
        <translation>{0} tasks</translation>
    </message>
    <message>
        <source>Det, der passer, skal gives videre.</source>
        <translation>What fits is to be handed over.</translation>
    </message>
    <message>
        <source>Fjern fluebenet i »Kun det, jeg må« for at se det.</source>
        <translation>Untick “Only what I may do” to see it.</translation>
    </message>
    <message>
        <source>Ingen opgave passer.</source>
        <translation>No task fits.</translation>
    </message>
    <message>
        <source>Prøv med andre ord, som borgeren ville sige dem.</source>
        <translation>Try other words, as the citizen would say them.</translation>
    </message>
    <message>
        <source>Ophørt</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>Skal gives videre</source>
        <translation>To be handed over</translation>
    </message>
    <message>
        <source>Noten er gemt</source>
        <translation>The note is saved</translation>
    </message>
</context>
<context>
    <name>GuidePlace</name>
    <message>
        <source>Læser opgaverne …</source>
        <translation>Reading the tasks …</translation>
    </message>
    <message>
        <source>Opgaverne vises ikke, før fejlen er rettet.</source>
        <translation>The tasks are not shown until the mistake is mended.</translation>
    </message>
    <message>
        <source>Opgave</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>Blanket</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Udfyld: {0}</source>
        <translation>Fill in: {0}</translation>
    </message>
</context>
<context>
    <name>HappenedField</name>
    <message>
        <source>Skriv en dato som 1-12-2026.</source>
        <translation>Write a date like 1-12-2026.</translation>
    </message>
    <message>
        <source>{0}. Ret dagen, hvis borgeren siger en anden.</source>
        <translation>{0}. Change the day if the citizen says another.</translation>
    </message>
    <message>
        <source>Fristerne regnes fra denne dag.</source>
        <translation>Deadlines are counted from this day.</translation>
    </message>
</context>
<context>
    <name>HearingCard</name>
    <message>
        <source>Partshøring</source>
        <translation>Hearing of the party</translation>
    </message>
    <message>
        <source>Afgørelsen giver ikke fuldt medhold. Borgeren skal kende oplysningerne her og kunne udtale sig om dem, før den træffes (forvaltningsloven § 19).</source>
        <translation>The decision grants less than everything. The citizen must know the information here and be able to comment on it before it is made (forvaltningsloven § 19).</translation>
    </message>
    <message>
        <source>Vælg</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>Hvordan er borgeren hørt?</source>
        <translation>How has the citizen been heard?</translation>
    </message>
    <message>
        <source>Hørt den</source>
        <translation>Heard on</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Hjælp</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Øvepersoner</source>
        <translation>People to practise on</translation>
    </message>
    <message>
        <source>De åbnes fra siden Træning.</source>
        <translation>They are opened from the Training page.</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>Flere kilder</source>
        <translation>Several sources</translation>
    </message>
    <message>
        <source>Tidslinje</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>usikker dato</source>
        <translation>uncertain date</translation>
    </message>
    <message>
        <source>Uden: {0}</source>
        <translation>Without: {0}</translation>
    </message>
    <message>
        <source>Flytninger vises ikke, mens adressen er skjult.</source>
        <translation>Moves are not shown while the address is hidden.</translation>
    </message>
</context>
<context>
    <name>IdentityBand</name>
    <message>
        <source>Borger</source>
        <translation>Citizen</translation>
    </message>
    <message>
        <source>Afslut henvendelse</source>
        <translation>End contact</translation>
    </message>
    <message>
        <source>Legitimation ikke kontrolleret</source>
        <translation>Identity not checked</translation>
    </message>
    <message>
        <source>Pas</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>Kørekort</source>
        <translation>Driving licence</translation>
    </message>
    <message>
        <source>MitID</source>
        <translation>MitID</translation>
    </message>
    <message>
        <source>Sundhedskort og kontrolspørgsmål</source>
        <translation>Health card and control questions</translation>
    </message>
    <message>
        <source>Kendt af medarbejderen</source>
        <translation>Known to the caseworker</translation>
    </message>
    <message>
        <source>Legitimation: {0}</source>
        <translation>Identity checked: {0}</translation>
    </message>
    <message>
        <source>Ærinde: {0}</source>
        <translation>Errand: {0}</translation>
    </message>
    <message>
        <source>Skift ærinde</source>
        <translation>Change errand</translation>
    </message>
    <message>
        <source>Henter …</source>
        <translation>Fetching …</translation>
    </message>
    <message>
        <source>Endnu ikke navngivet</source>
        <translation>Not yet named</translation>
    </message>
    <message>
        <source>Borger: {0}</source>
        <translation>Citizen: {0}</translation>
    </message>
    <message>
        <source>Separeret</source>
        <translation>Separated</translation>
    </message>
    <message>
        <source>Navne- og adressebeskyttelse til {0}</source>
        <translation>Name and address protected until {0}</translation>
    </message>
    <message>
        <source>Beskyttet</source>
        <translation>Protected</translation>
    </message>
    <message>
        <source>Værgemål</source>
        <translation>Guardianship</translation>
    </message>
    <message>
        <source>Slået op med {0}</source>
        <translation>Looked up with {0}</translation>
    </message>
    <message>
        <source>Nyt personnummer</source>
        <translation>New CPR number</translation>
    </message>
    <message>
        <source>Administrativt nummer</source>
        <translation>Administrative number</translation>
    </message>
    <message>
        <source>Digital Post</source>
        <translation>Digital Post</translation>
    </message>
    <message>
        <source>Ikke Digital Post</source>
        <translation>No Digital Post</translation>
    </message>
</context>
<context>
    <name>IncomeDetail</name>
    <message>
        <source>Ændringer</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>Indberetninger</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Indkomst i tal</source>
        <translation>Income in figures</translation>
    </message>
    <message>
        <source>Vis alle {0} ændringer</source>
        <translation>Show all {0} changes</translation>
    </message>
    <message>
        <source>Måned</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Ændring</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Indkomst</source>
        <translation>Income</translation>
    </message>
    <message>
        <source>Før</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Efter</source>
        <translation>After</translation>
    </message>
    <message>
        <source>Ændringer i indkomsten</source>
        <translation>Changes in income</translation>
    </message>
    <message>
        <source>Ingen ændringer på over 15 % i perioden.</source>
        <translation>No changes above 15 % in the period.</translation>
    </message>
    <message>
        <source>Udbetaler</source>
        <translation>Payer</translation>
    </message>
    <message>
        <source>Art</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Måneder</source>
        <translation>Months</translation>
    </message>
    <message>
        <source>Senest</source>
        <translation>Latest</translation>
    </message>
    <message>
        <source>Brutto senest</source>
        <translation>Latest gross</translation>
    </message>
    <message>
        <source>Brutto i alt</source>
        <translation>Total gross</translation>
    </message>
    <message>
        <source>A-skat</source>
        <translation>A-tax</translation>
    </message>
    <message>
        <source>AM-bidrag</source>
        <translation>AM contribution</translation>
    </message>
    <message>
        <source>ATP</source>
        <translation>ATP</translation>
    </message>
    <message>
        <source>Pension</source>
        <translation>Pension</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>Hours</translation>
    </message>
    <message>
        <source>Udbetalere i perioden</source>
        <translation>Payers in the period</translation>
    </message>
    <message>
        <source>Ingen udbetalere.</source>
        <translation>No payers.</translation>
    </message>
    <message>
        <source>Brutto</source>
        <translation>Gross</translation>
    </message>
    <message>
        <source>Andre felter</source>
        <translation>Other fields</translation>
    </message>
    <message>
        <source>Lønperiode</source>
        <translation>Pay period</translation>
    </message>
    <message>
        <source>Mærke</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>Rettet</source>
        <translation>Corrected</translation>
    </message>
    <message>
        <source>Ingen indberetninger.</source>
        <translation>No reports.</translation>
    </message>
    <message>
        <source>Filtrér indberetninger: måned, SE-nummer, art …</source>
        <translation>Filter reports: month, SE number, kind …</translation>
    </message>
    <message>
        <source>Ukendt kode {0}</source>
        <translation>Unknown code {0}</translation>
    </message>
    <message>
        <source>Ingen</source>
        <translation>None</translation>
    </message>
</context>
<context>
    <name>IncomeView</name>
    <message>
        <source>Indkomst pr. måned</source>
        <translation>Income per month</translation>
    </message>
    <message>
        <source>Ingen indkomst er indberettet for {0}</source>
        <translation>No income has been reported for {0}</translation>
    </message>
    <message>
        <source>De nyeste måneder er måske ikke indberettet endnu.</source>
        <translation>The newest months may not have been reported yet.</translation>
    </message>
    <message>
        <source>Ikke indberettet endnu</source>
        <translation>Not reported yet</translation>
    </message>
    <message>
        <source>Intet indberettet</source>
        <translation>Nothing reported</translation>
    </message>
    <message>
        <source>I alt {0} før skat for {1} – {2}.</source>
        <translation>{0} in all before tax for {1} – {2}.</translation>
    </message>
    <message>
        <source>Senest {0} i {1} (foreløbig).</source>
        <translation>Latest {0} in {1} (provisional).</translation>
    </message>
    <message>
        <source>Senest {0} i {1}.</source>
        <translation>Latest {0} in {1}.</translation>
    </message>
    <message>
        <source>Ikke indberettet endnu: {0}.</source>
        <translation>Not reported yet: {0}.</translation>
    </message>
    <message>
        <source>1 indberetning er tilbageført helt og indgår ikke.</source>
        <translation>1 report has been reversed in full and is not counted.</translation>
    </message>
    <message>
        <source>{0} indberetninger er tilbageført helt og indgår ikke.</source>
        <translation>{0} reports have been reversed in full and are not counted.</translation>
    </message>
    <message>
        <source>eIndkomst har en bemærkning til svaret (advis {0}).</source>
        <translation>eIndkomst has a remark about the answer (advis {0}).</translation>
    </message>
</context>
<context>
    <name>ItemRow</name>
    <message>
        <source>{0}: {1}. Skift status</source>
        <translation>{0}: {1}. Change state</translation>
    </message>
    <message>
        <source>Ikke sendt: afvist</source>
        <translation>Not sent: refused</translation>
    </message>
    <message>
        <source>Udfyld: {0}</source>
        <translation>Fill in: {0}</translation>
    </message>
    <message>
        <source>Skriv note …</source>
        <translation>Write a note …</translation>
    </message>
    <message>
        <source>Læs om opgaven</source>
        <translation>Read about the task</translation>
    </message>
    <message>
        <source>Skjul historik</source>
        <translation>Hide history</translation>
    </message>
    <message>
        <source>Vis historik</source>
        <translation>Show history</translation>
    </message>
</context>
<context>
    <name>JournalText</name>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Ingen journalnotater eller dokumenter på sagen.</source>
        <translation>No journal notes or documents in the case.</translation>
    </message>
    <message>
        <source>Uden titel</source>
        <translation>Untitled</translation>
    </message>
    <message>
        <source>Ukendt dato</source>
        <translation>Unknown date</translation>
    </message>
    <message>
        <source>Dokument</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>Notat</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>{0}, undtaget fra aktindsigt: {1}</source>
        <translation>{0}, exempt from access to the file: {1}</translation>
    </message>
</context>
<context>
    <name>KeyTable</name>
    <message>
        <source>Luk det øverste: liste, sidepanel eller blanket</source>
        <translation>Close what is on top: list, side pane or form</translation>
    </message>
</context>
<context>
    <name>KeysHelp</name>
    <message>
        <source>Hjælp og taster</source>
        <translation>Help and keys</translation>
    </message>
    <message>
        <source>Luk hjælpen</source>
        <translation>Close help</translation>
    </message>
    <message>
        <source>Luk hjælpen (Esc)</source>
        <translation>Close help (Esc)</translation>
    </message>
    <message>
        <source>Taster</source>
        <translation>Keys</translation>
    </message>
</context>
<context>
    <name>LifeTab</name>
    <message>
        <source>Livssituation</source>
        <translation>Life situation</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>Situation</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Blanketter</source>
        <translation>Forms</translation>
    </message>
    <message>
        <source>Læser opgaver og livssituationer …</source>
        <translation>Reading tasks and life situations …</translation>
    </message>
</context>
<context>
    <name>LockPanel</name>
    <message>
        <source>Arbejdspladsen er låst</source>
        <translation>The workplace is locked</translation>
    </message>
    <message>
        <source>Det, du har skrevet, er her stadig.</source>
        <translation>What you have written is still here.</translation>
    </message>
    <message>
        <source>Træning</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Låst {0}</source>
        <translation>Locked {0}</translation>
    </message>
    <message>
        <source>Låser …</source>
        <translation>Locking …</translation>
    </message>
    <message>
        <source>Lås op</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Låser op …</source>
        <translation>Unlocking …</translation>
    </message>
    <message>
        <source>Prøv igen</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Indgang – Træning</source>
        <translation>Indgang – Training</translation>
    </message>
    <message>
        <source>TRÆNING – opdigtede borgere i {0}</source>
        <translation>TRAINING – made-up citizens in {0}</translation>
    </message>
    <message>
        <source>Overalt</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>Find borger eller sag</source>
        <translation>Find citizen or case</translation>
    </message>
    <message>
        <source>Kommandopalet</source>
        <translation>Command palette</translation>
    </message>
    <message>
        <source>Hjælp og taster</source>
        <translation>Help and keys</translation>
    </message>
    <message>
        <source>Skjul skærmen</source>
        <translation>Hide the screen</translation>
    </message>
    <message>
        <source>Lås arbejdspladsen</source>
        <translation>Lock the workplace</translation>
    </message>
    <message>
        <source>Registrenes tilstand</source>
        <translation>State of the registers</translation>
    </message>
    <message>
        <source>Afslut Indgang</source>
        <translation>Quit Indgang</translation>
    </message>
    <message>
        <source>Gå til {0}</source>
        <translation>Go to {0}</translation>
    </message>
    <message>
        <source>Områder</source>
        <translation>Areas</translation>
    </message>
    <message>
        <source>Skærmen er skjult. Tryk {0} for at vise den igen.</source>
        <translation>The screen is hidden. Press {0} to show it again.</translation>
    </message>
</context>
<context>
    <name>NoteCard</name>
    <message>
        <source>Kommunens egne noter</source>
        <translation>The municipality’s own notes</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Kontaktperson</source>
        <translation>Contact person</translation>
    </message>
    <message>
        <source>Noten ses af alle i kommunen. Skriv aldrig om en borger.</source>
        <translation>Everybody in the municipality sees the note. Never write about a citizen.</translation>
    </message>
    <message>
        <source>Fortryd</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Gem (Ctrl+Enter)</source>
        <translation>Save (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Ret note</source>
        <translation>Edit note</translation>
    </message>
    <message>
        <source>Skriv note</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>Kommunen har ikke skrevet noget her.</source>
        <translation>The municipality has not written anything here.</translation>
    </message>
    <message>
        <source>Her står ti cifre. Et CPR-nummer må ikke stå i en note.</source>
        <translation>There are ten digits here. A CPR number must not stand in a note.</translation>
    </message>
    <message>
        <source>Gem alligevel</source>
        <translation>Save all the same</translation>
    </message>
    <message>
        <source>Gem note</source>
        <translation>Save note</translation>
    </message>
</context>
<context>
    <name>NoteDesk</name>
    <message>
        <source>Notatet er ikke gjort færdigt. Det er gemt som kladde på sagen.</source>
        <translation>The note is not finished. It is kept as a draft on the case.</translation>
    </message>
    <message>
        <source>Notatet er ikke gjort færdigt, og det kan ikke gemmes. Gå tilbage til det, før du afslutter.</source>
        <translation>The note is not finished, and it cannot be kept. Go back to it before you end.</translation>
    </message>
    <message>
        <source>Notat til journalen</source>
        <translation>Note for the journal</translation>
    </message>
    <message>
        <source>Notatet er gemt og venter, til arkivet svarer.</source>
        <translation>The note is saved and waits until the archive answers.</translation>
    </message>
    <message>
        <source>Notatet er gemt og sendes til arkivet.</source>
        <translation>The note is saved and is being sent to the archive.</translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>Notat om {0}, {1}</source>
        <translation>Note about {0}, {1}</translation>
    </message>
    <message>
        <source>Overskrift</source>
        <translation>Heading</translation>
    </message>
    <message>
        <source>Notat</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Et færdigt notat kan ikke ændres. Det sendes til arkivet, når arkivet svarer.</source>
        <translation>A finished note cannot be changed. It is sent to the archive as soon as the archive answers.</translation>
    </message>
    <message>
        <source>Færdiggør notat</source>
        <translation>Finish note</translation>
    </message>
    <message>
        <source>Færdiggør notat (Ctrl+Enter)</source>
        <translation>Finish note (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Gemt som kladde {0}</source>
        <translation>Saved as a draft {0}</translation>
    </message>
    <message>
        <source>Skriv en overskrift.</source>
        <translation>Write a heading.</translation>
    </message>
    <message>
        <source>Skriv notatets tekst.</source>
        <translation>Write the text of the note.</translation>
    </message>
</context>
<context>
    <name>NoteForm</name>
    <message>
        <source>Gem note</source>
        <translation>Save note</translation>
    </message>
    <message>
        <source>Gem note (Ctrl+Enter)</source>
        <translation>Save note (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Note om {0}</source>
        <translation>Note on {0}</translation>
    </message>
    <message>
        <source>Note til kollegerne. Den kommer ikke med på borgerens udskrift.</source>
        <translation>A note to colleagues. It is not on the citizen&apos;s print.</translation>
    </message>
</context>
<context>
    <name>OfflineNotice</name>
    <message>
        <source>Forbindelsen er tilbage {0}</source>
        <translation>The connection is back {0}</translation>
    </message>
    <message>
        <source>Ingen forbindelse til registrene siden {0}.</source>
        <translation>No connection to the registers since {0}.</translation>
    </message>
    <message>
        <source>Gemte oplysninger kan ikke åbnes: din adgang er ikke bekræftet i 12 timer.</source>
        <translation>Kept information cannot be opened: your access has not been confirmed for 12 hours.</translation>
    </message>
    <message>
        <source>Et påbegyndt notat, der står åbent, kan gøres færdigt.</source>
        <translation>A note that is begun and open can be finished.</translation>
    </message>
    <message>
        <source>1 notat venter på at blive sendt.</source>
        <translation>1 note waits to be sent.</translation>
    </message>
    <message>
        <source>{0} notater venter på at blive sendt.</source>
        <translation>{0} notes wait to be sent.</translation>
    </message>
    <message>
        <source>Notater kan skrives og sendes senere.</source>
        <translation>Notes can be written and are sent later.</translation>
    </message>
    <message>
        <source>Det, der er gemt på denne computer, kan åbnes og viser sin alder.</source>
        <translation>What is kept on this computer can be opened and says how old it is.</translation>
    </message>
</context>
<context>
    <name>OverrideDialog</name>
    <message>
        <source>Åbn med begrundelse</source>
        <translation>Open with a reason</translation>
    </message>
    <message>
        <source>{0} Det gælder {1}. Begrundelsen logges og efterses.</source>
        <translation>{0} This is about {1}. The reason is logged and reviewed.</translation>
    </message>
    <message>
        <source>Åbn</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Hvorfor må det være dig, og hvorfor nu?</source>
        <translation>Why must it be you, and why now?</translation>
    </message>
    <message>
        <source>Begrundelse</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Så længe gælder det</source>
        <translation>For how long</translation>
    </message>
    <message>
        <source>{0} minutter</source>
        <translation>{0} minutes</translation>
    </message>
    <message>
        <source>1 time</source>
        <translation>1 hour</translation>
    </message>
    <message>
        <source>{0} timer</source>
        <translation>{0} hours</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Overblik</source>
        <translation>Overview</translation>
    </message>
</context>
<context>
    <name>PagesView</name>
    <message>
        <source>Forrige side</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>Næste side</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>Siden vises som billede; dens tekst kan ikke læses op. PageUp og PageDown skifter side.</source>
        <translation>The page is shown as a picture; its text cannot be read aloud. Page Up and Page Down turn the page.</translation>
    </message>
    <message>
        <source>Prøv igen</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Side {0} af {1}</source>
        <translation>Page {0} of {1}</translation>
    </message>
    <message>
        <source>Vises ikke her</source>
        <translation>Not shown here</translation>
    </message>
    <message>
        <source>Kun PDF-dokumenter kan vises. Åbn filen i fagsystemet.</source>
        <translation>Only PDF documents can be shown. Open the file in the line-of-business system.</translation>
    </message>
</context>
<context>
    <name>PaperDesk</name>
    <message>
        <source>Vejledende beregning</source>
        <translation>Estimate, for guidance</translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message>
        <source>Borgere i {0}</source>
        <translation>Citizens in {0}</translation>
    </message>
    <message>
        <source>CPR</source>
        <translation>CPR</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>Situation</translation>
    </message>
    <message>
        <source>Borgere og deres situation</source>
        <translation>Citizens and their situation</translation>
    </message>
    <message>
        <source>Ingen borgere</source>
        <translation>No citizens</translation>
    </message>
    <message>
        <source>Filtrér efter situation eller fødselsdag</source>
        <translation>Filter by situation or birthday</translation>
    </message>
    <message>
        <source>Åbn borger</source>
        <translation>Open citizen</translation>
    </message>
    <message>
        <source>{0} bygges …</source>
        <translation>{0} is being built …</translation>
    </message>
    <message>
        <source>Borgerne kan vælges, når de er der. Alt andet kan bruges imens.</source>
        <translation>The citizens can be chosen when they are there. Everything else can be used meanwhile.</translation>
    </message>
    <message>
        <source>{0} personer</source>
        <translation>{0} people</translation>
    </message>
    <message>
        <source>Træningsserverne svarer ikke. Luk Indgang, og start igen.</source>
        <translation>The training servers do not answer. Close Indgang and start it again.</translation>
    </message>
    <message>
        <source>Borgerne kan ikke vises</source>
        <translation>The citizens cannot be shown</translation>
    </message>
    <message>
        <source>Vælg en borger. Enter åbner.</source>
        <translation>Choose a citizen. Enter opens.</translation>
    </message>
</context>
<context>
    <name>PersonEditor</name>
    <message>
        <source>Vælg</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>En anden</source>
        <translation>Somebody else</translation>
    </message>
</context>
<context>
    <name>PersonView</name>
    <message>
        <source>Vis adresse</source>
        <translation>Show address</translation>
    </message>
    <message>
        <source>Visningen logges</source>
        <translation>Showing it is logged</translation>
    </message>
    <message>
        <source>Adressen er beskyttet. Visningen logges.</source>
        <translation>The address is protected. Showing it is logged.</translation>
    </message>
    <message>
        <source>Pårørende</source>
        <translation>Relatives</translation>
    </message>
    <message>
        <source>Navn</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Alder</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Bor</source>
        <translation>Lives</translation>
    </message>
    <message>
        <source>Forældremyndighed</source>
        <translation>Custody</translation>
    </message>
    <message>
        <source>CPR har ingen pårørende, som hører til dette ærinde.</source>
        <translation>CPR has no relatives who belong to this errand.</translation>
    </message>
    <message>
        <source>Ikke registreret</source>
        <translation>Not registered</translation>
    </message>
    <message>
        <source>Skjul adresse</source>
        <translation>Hide address</translation>
    </message>
    <message>
        <source>Beskyttet – vis</source>
        <translation>Protected – show</translation>
    </message>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Tilflyttet</source>
        <translation>Moved in</translation>
    </message>
    <message>
        <source>Ukendt landekode {0}</source>
        <translation>Unknown country code {0}</translation>
    </message>
    <message>
        <source>Udrejst til</source>
        <translation>Emigrated to</translation>
    </message>
    <message>
        <source>Udlandsadresse</source>
        <translation>Address abroad</translation>
    </message>
    <message>
        <source>Kontaktadresse</source>
        <translation>Contact address</translation>
    </message>
    <message>
        <source>Født</source>
        <translation>Born</translation>
    </message>
    <message>
        <source>Civilstand</source>
        <translation>Civil status</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Statsborgerskab</source>
        <translation>Citizenship</translation>
    </message>
    <message>
        <source>Delt bopæl</source>
        <translation>Shared residence</translation>
    </message>
    <message>
        <source>Ja</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Værgemål</source>
        <translation>Guardianship</translation>
    </message>
    <message>
        <source>Fulde navn</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Stilling</source>
        <translation>Occupation</translation>
    </message>
    <message>
        <source>Ukendt myndighedskode {0}</source>
        <translation>Unknown authority code {0}</translation>
    </message>
    <message>
        <source>Fødselssted</source>
        <translation>Place of birth</translation>
    </message>
    <message>
        <source>Børn under 18</source>
        <translation>Children under 18</translation>
    </message>
    <message>
        <source>Notat</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Ingen, borgeren er død</source>
        <translation>None, the citizen is dead</translation>
    </message>
    <message>
        <source>Uden fast bopæl</source>
        <translation>No fixed address</translation>
    </message>
    <message>
        <source>separeret {0}</source>
        <translation>separated {0}</translation>
    </message>
    <message>
        <source>siden {0}</source>
        <translation>since {0}</translation>
    </message>
    <message>
        <source>Fuldt</source>
        <translation>Full</translation>
    </message>
    <message>
        <source>Delvist</source>
        <translation>Partial</translation>
    </message>
    <message>
        <source>se pårørende</source>
        <translation>see relatives</translation>
    </message>
    <message>
        <source> (usikker)</source>
        <translation> (uncertain)</translation>
    </message>
    <message>
        <source>Endnu ikke navngivet</source>
        <translation>Not yet named</translation>
    </message>
    <message>
        <source>Henter …</source>
        <translation>Fetching …</translation>
    </message>
    <message>
        <source>Du har ikke adgang</source>
        <translation>You have no access</translation>
    </message>
    <message>
        <source>CPR svarede ikke</source>
        <translation>CPR did not answer</translation>
    </message>
    <message>
        <source>Ikke i CPR</source>
        <translation>Not in CPR</translation>
    </message>
    <message>
        <source>død</source>
        <translation>dead</translation>
    </message>
    <message>
        <source>Beskyttet</source>
        <translation>Protected</translation>
    </message>
    <message>
        <source>Samme adresse</source>
        <translation>Same address</translation>
    </message>
    <message>
        <source>Anden adresse</source>
        <translation>Another address</translation>
    </message>
    <message>
        <source>Ja, over borgeren</source>
        <translation>Yes, over the citizen</translation>
    </message>
    <message>
        <source>Borgeren</source>
        <translation>The citizen</translation>
    </message>
    <message>
        <source>Fælles</source>
        <translation>Joint</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Vælg plan</source>
        <translation>Choose a plan</translation>
    </message>
    <message>
        <source>&amp;Udskriv til borgeren</source>
        <translation>&amp;Print for the citizen</translation>
    </message>
    <message>
        <source>Ny plan</source>
        <translation>New plan</translation>
    </message>
    <message>
        <source>Begynd en plan for noget andet; den her bliver liggende.</source>
        <translation>Begin a plan for something else; this one stays.</translation>
    </message>
    <message>
        <source>Der er ingen plan endnu</source>
        <translation>There is no plan yet</translation>
    </message>
    <message>
        <source>Vælg en livssituation eller en opgave, eller skriv den første opgave her.</source>
        <translation>Choose a life situation or a task, or write the first task here.</translation>
    </message>
    <message>
        <source>Skriv en opgave til, og tryk Enter</source>
        <translation>Write another task and press Enter</translation>
    </message>
    <message>
        <source>Ny opgave på planen</source>
        <translation>New task on the plan</translation>
    </message>
    <message>
        <source>Prøv igen</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Send igen</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>En ny plan</source>
        <translation>A new plan</translation>
    </message>
</context>
<context>
    <name>PrintPane</name>
    <message>
        <source>Gør papiret klar</source>
        <translation>Preparing the paper</translation>
    </message>
    <message>
        <source>Udskriv …</source>
        <translation>Print …</translation>
    </message>
    <message>
        <source>Udskriv ({0})</source>
        <translation>Print ({0})</translation>
    </message>
    <message>
        <source>Computeren har ingen printer. Papiret er ikke skrevet ud. Tilslut en printer, og prøv igen.</source>
        <translation>The computer has no printer. The paper was not printed. Connect a printer and try again.</translation>
    </message>
    <message>
        <source>Sender til printeren …</source>
        <translation>Sending to the printer …</translation>
    </message>
    <message>
        <source>printeren</source>
        <translation>the printer</translation>
    </message>
    <message>
        <source>Sendt til {0}. Se efter, at alle sider kom ud.</source>
        <translation>Sent to {0}. See that all pages came out.</translation>
    </message>
</context>
<context>
    <name>QuietLine</name>
    <message>
        <source>Fortryd</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Områder</source>
        <translation>Areas</translation>
    </message>
</context>
<context>
    <name>ReckoningTab</name>
    <message>
        <source>Læser satser og regler …</source>
        <translation>Reading rates and rules …</translation>
    </message>
    <message>
        <source>Satser fra {0}, {1}</source>
        <translation>Rates from {0}, {1}</translation>
    </message>
</context>
<context>
    <name>RegisterList</name>
    <message>
        <source>Registre</source>
        <translation>Registers</translation>
    </message>
    <message>
        <source>Registrenes tilstand</source>
        <translation>State of the registers</translation>
    </message>
</context>
<context>
    <name>RegisterStatus</name>
    <message>
        <source>Registre</source>
        <translation>Registers</translation>
    </message>
    <message>
        <source>Registre: {0}</source>
        <translation>Registers: {0}</translation>
    </message>
    <message>
        <source>Vis hvert registers tilstand</source>
        <translation>Show the state of each register</translation>
    </message>
</context>
<context>
    <name>RepresentationCard</name>
    <message>
        <source>Hvem udfylder</source>
        <translation>Who fills in</translation>
    </message>
    <message>
        <source>CPR-nummer</source>
        <translation>CPR number</translation>
    </message>
    <message>
        <source>Vælg</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>{0} (kan udelades)</source>
        <translation>{0} (optional)</translation>
    </message>
    <message>
        <source>Gælder til og med (tom: til den trækkes tilbage)</source>
        <translation>Valid to and including (empty: until withdrawn)</translation>
    </message>
    <message>
        <source>Udfyldes af</source>
        <translation>Filled in by</translation>
    </message>
    <message>
        <source>Hvorfor udfylder du for borgeren?</source>
        <translation>Why do you fill in for the citizen?</translation>
    </message>
    <message>
        <source>Navn på den, der handler for borgeren</source>
        <translation>Name of whoever acts for the citizen</translation>
    </message>
    <message>
        <source>Papiret gælder</source>
        <translation>The paper covers</translation>
    </message>
    <message>
        <source>Papir, du har set</source>
        <translation>Paper you have seen</translation>
    </message>
</context>
<context>
    <name>SectionView</name>
    <message>
        <source>Åbn med andet ærinde …</source>
        <translation>Open with another errand …</translation>
    </message>
    <message>
        <source>Åbn {0} med andet ærinde</source>
        <translation>Open {0} with another errand</translation>
    </message>
    <message>
        <source>Åbn med begrundelse …</source>
        <translation>Open with a reason …</translation>
    </message>
    <message>
        <source>Åbn {0} med begrundelse</source>
        <translation>Open {0} with a reason</translation>
    </message>
    <message>
        <source>samtykke</source>
        <translation>consent</translation>
    </message>
    <message>
        <source>åbnet med {0}</source>
        <translation>opened with {0}</translation>
    </message>
    <message>
        <source>Prøv igen</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Oplysningerne er fra {0}.</source>
        <translation>The information is from {0}.</translation>
    </message>
    <message>
        <source>Hent igen</source>
        <translation>Fetch again</translation>
    </message>
    <message>
        <source>Ikke nødvendigt for dette ærinde</source>
        <translation>Not necessary for this errand</translation>
    </message>
    <message>
        <source>Oplysningerne er ikke hentet.</source>
        <translation>The information has not been fetched.</translation>
    </message>
    <message>
        <source>Du har ikke adgang</source>
        <translation>You have no access</translation>
    </message>
    <message>
        <source>Opslaget er logget. Spørg din autorisationsansvarlige.</source>
        <translation>The look-up is logged. Ask whoever grants your access.</translation>
    </message>
    <message>
        <source>Ikke hentet</source>
        <translation>Not fetched</translation>
    </message>
    <message>
        <source>Henter fra {0}</source>
        <translation>Fetching from {0}</translation>
    </message>
</context>
<context>
    <name>SentNotes</name>
    <message>
        <source>{0} · Notat</source>
        <translation>{0} · Note</translation>
    </message>
    <message>
        <source>Notatet er gemt på denne computer og sendes, når arkivet svarer.</source>
        <translation>The note is saved on this computer and is sent when the archive answers.</translation>
    </message>
    <message>
        <source>Venter på at blive sendt</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>Parkeret: {0}</source>
        <translation>Parked: {0}</translation>
    </message>
    <message>
        <source>Notatet er gemt på denne computer og sendes ikke.</source>
        <translation>The note is saved on this computer and is not being sent.</translation>
    </message>
    <message>
        <source>Sendt til arkivet</source>
        <translation>Sent to the archive</translation>
    </message>
    <message>
        <source>Prøv igen</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Tag tilbage som kladde</source>
        <translation>Take back as a draft</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Indstillinger</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Farver</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>Som computeren</source>
        <translation>As the computer</translation>
    </message>
    <message>
        <source>Lyst</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Mørkt</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Høj kontrast</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>Tæthed</source>
        <translation>Density</translation>
    </message>
    <message>
        <source>Luftig: flere klik rammer rigtigt</source>
        <translation>Roomy: easier to hit</translation>
    </message>
    <message>
        <source>Tæt: flere linjer på skærmen</source>
        <translation>Compact: more lines on the screen</translation>
    </message>
    <message>
        <source>Sprog (gælder fra næste start)</source>
        <translation>Language (from the next start)</translation>
    </message>
    <message>
        <source>Størrelsen følger computerens skærmskalering, fra 100 til 200 %.</source>
        <translation>The size follows the computer&apos;s screen scaling, from 100 to 200 %.</translation>
    </message>
    <message>
        <source>Lås</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>{0} min. uden brug</source>
        <translation>{0} min. without use</translation>
    </message>
    <message>
        <source>Lås &amp;efter</source>
        <translation>Lock &amp;after</translation>
    </message>
    <message>
        <source>Når computeren låses eller går i dvale, låser Indgang altid med.</source>
        <translation>When the computer is locked or goes to sleep, Indgang always locks too.</translation>
    </message>
</context>
<context>
    <name>SidePane</name>
    <message>
        <source>Luk sidepanelet</source>
        <translation>Close the side pane</translation>
    </message>
    <message>
        <source>Luk sidepanelet (Esc)</source>
        <translation>Close the side pane (Esc)</translation>
    </message>
</context>
<context>
    <name>SituationPanel</name>
    <message>
        <source>Livssituation</source>
        <translation>Life situation</translation>
    </message>
    <message>
        <source>Passer oplysningerne?</source>
        <translation>Do the facts agree?</translation>
    </message>
    <message>
        <source>Det kunne være</source>
        <translation>It could be</translation>
    </message>
    <message>
        <source>Alle livssituationer</source>
        <translation>All life situations</translation>
    </message>
    <message>
        <source>Tema</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Ingen livssituation passer.</source>
        <translation>No life situation fits.</translation>
    </message>
    <message>
        <source>Find livssituation</source>
        <translation>Find a life situation</translation>
    </message>
    <message>
        <source>Det hentede peger ikke på nogen ændring. Vælg selv nedenfor.</source>
        <translation>What has been fetched points to no change. Choose one below.</translation>
    </message>
    <message>
        <source>adressen er beskyttet</source>
        <translation>the address is protected</translation>
    </message>
    <message>
        <source>Ikke alt er set efter: {0}.</source>
        <translation>Not everything has been looked at: {0}.</translation>
    </message>
</context>
<context>
    <name>SituationView</name>
    <message>
        <source>&amp;Læg i planen</source>
        <translation>&amp;Put in the plan</translation>
    </message>
    <message>
        <source>Livssituationen</source>
        <translation>The life situation</translation>
    </message>
    <message>
        <source>Vælg en livssituation.</source>
        <translation>Choose a life situation.</translation>
    </message>
    <message>
        <source>Så står her, hvad I skal spørge om, hvilke opgaver den rører, hvem der afgør dem, og hvornår.</source>
        <translation>Then this says what to ask, which tasks it touches, who decides them, and by when.</translation>
    </message>
    <message>
        <source>Læg {0} i planen</source>
        <translation>Put {0} into the plan</translation>
    </message>
    <message>
        <source>Opgaver, i rækkefølge</source>
        <translation>Tasks, in order</translation>
    </message>
    <message>
        <source>Ikke relevante nu</source>
        <translation>Not relevant now</translation>
    </message>
    <message>
        <source>Hvem skal have besked</source>
        <translation>Who must be told</translation>
    </message>
    <message>
        <source>Spørg om</source>
        <translation>Ask about</translation>
    </message>
    <message>
        <source>Frist: {0}</source>
        <translation>Deadline: {0}</translation>
    </message>
</context>
<context>
    <name>StandingForm</name>
    <message>
        <source>Skriv en dato som 1-12-2026.</source>
        <translation>Write a date like 1-12-2026.</translation>
    </message>
</context>
<context>
    <name>StartView</name>
    <message>
        <source>Dagens aftaler</source>
        <translation>Today&apos;s appointments</translation>
    </message>
    <message>
        <source>Henter dagens aftaler …</source>
        <translation>Fetching today&apos;s appointments …</translation>
    </message>
    <message>
        <source>Søg efter en borger</source>
        <translation>Search for a citizen</translation>
    </message>
    <message>
        <source>CPR-nummer</source>
        <translation>CPR number</translation>
    </message>
    <message>
        <source>ddmmåå-nnnn</source>
        <translation>ddmmyy-nnnn</translation>
    </message>
    <message>
        <source>Navn og fødselsår</source>
        <translation>Name and year of birth</translation>
    </message>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Sagsnummer</source>
        <translation>Case number</translation>
    </message>
    <message>
        <source>Derefter vælges ærindet, som afgør, hvad der må slås op.</source>
        <translation>Then choose the errand, which decides what may be looked up.</translation>
    </message>
    <message>
        <source>Seneste i denne session</source>
        <translation>Latest in this session</translation>
    </message>
</context>
<context>
    <name>StateButton</name>
    <message>
        <source>Skift status (Enter)</source>
        <translation>Change state (Enter)</translation>
    </message>
</context>
<context>
    <name>SuggestionCard</name>
    <message>
        <source>Vælg</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>Vælg {0}</source>
        <translation>Choose {0}</translation>
    </message>
</context>
<context>
    <name>TaskList</name>
    <message>
        <source>Opgaver</source>
        <translation>Tasks</translation>
    </message>
</context>
<context>
    <name>TaskRow</name>
    <message>
        <source>Afgør opgaven</source>
        <translation>Decides the task</translation>
    </message>
    <message>
        <source>Frist: {0}</source>
        <translation>Deadline: {0}</translation>
    </message>
    <message>
        <source>Senest {0}: {1}</source>
        <translation>No later than {0}: {1}</translation>
    </message>
    <message>
        <source>Ikke relevant – {0}</source>
        <translation>Not relevant – {0}</translation>
    </message>
    <message>
        <source>Ikke vurderet, spørg borgeren – {0}</source>
        <translation>Not assessed, ask the citizen – {0}</translation>
    </message>
</context>
<context>
    <name>TaskView</name>
    <message>
        <source>Sådan gør du</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Borgeren skal have med</source>
        <translation>The citizen must bring</translation>
    </message>
    <message>
        <source>Lov og frister</source>
        <translation>Law and deadlines</translation>
    </message>
    <message>
        <source>Livssituationer, den hører til</source>
        <translation>Life situations it belongs to</translation>
    </message>
    <message>
        <source>Kontakt og videre vej</source>
        <translation>Contact, and where it goes</translation>
    </message>
    <message>
        <source>Opslag i registrene</source>
        <translation>Looking up in the registers</translation>
    </message>
    <message>
        <source>Kilder: {0}</source>
        <translation>Sources: {0}</translation>
    </message>
    <message>
        <source>Opgaven ophørte {0}.</source>
        <translation>The task ended on {0}.</translation>
    </message>
    <message>
        <source>Giv videre</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>Find borger til opgaven</source>
        <translation>Find a citizen for the task</translation>
    </message>
    <message>
        <source>Læg i planen</source>
        <translation>Put into the plan</translation>
    </message>
    <message>
        <source>I stedet: {0}.</source>
        <translation>Instead: {0}.</translation>
    </message>
    <message>
        <source>Gå til den</source>
        <translation>Go to it</translation>
    </message>
    <message>
        <source>Vis i planen</source>
        <translation>Show on the plan</translation>
    </message>
    <message>
        <source>Udfyld: {0}</source>
        <translation>Fill in: {0}</translation>
    </message>
    <message>
        <source>Skift ærinde til: {0}</source>
        <translation>Change errand to: {0}</translation>
    </message>
    <message>
        <source>Breve</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>KLE-emne</source>
        <translation>KLE subject</translation>
    </message>
    <message>
        <source>Modtager</source>
        <translation>Recipient</translation>
    </message>
    <message>
        <source>Hvad</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Selvbetjening</source>
        <translation>Self-service</translation>
    </message>
    <message>
        <source>Åbner</source>
        <translation>Opens</translation>
    </message>
    <message>
        <source>Ærinde</source>
        <translation>Errand</translation>
    </message>
    <message>
        <source>Hjemmel</source>
        <translation>Legal basis</translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>Træning</source>
        <translation>Training</translation>
    </message>
</context>
<context>
    <name>UnsentStatus</name>
    <message>
        <source>Send nu</source>
        <translation>Send now</translation>
    </message>
</context>
<context>
    <name>UserMenu</name>
    <message>
        <source>Bruger: {0}</source>
        <translation>User: {0}</translation>
    </message>
</context>
<context>
    <name>VisitPlace</name>
    <message>
        <source>Plan til borgeren</source>
        <translation>Plan for the citizen</translation>
    </message>
    <message>
        <source>Henvendelsen er afsluttet.</source>
        <translation>The contact is ended.</translation>
    </message>
    <message>
        <source>Planen går videre: {0} af {1} opgaver mangler.</source>
        <translation>The plan goes on: {0} of {1} tasks are left.</translation>
    </message>
    <message>
        <source>Henvendelsen er ikke afsluttet. {0}</source>
        <translation>The contact has not ended. {0}</translation>
    </message>
    <message>
        <source>Den forrige henvendelse er ikke afsluttet. {0}</source>
        <translation>The previous contact has not ended. {0}</translation>
    </message>
</context>
<context>
    <name>WhatIf</name>
    <message>
        <source>Hvad nu hvis</source>
        <translation>What if</translation>
    </message>
    <message>
        <source>Skriv under »Hvis«, hvad der ændrer sig. Intet gemmes eller sendes.</source>
        <translation>Type under “If” what changes. Nothing is kept or sent.</translation>
    </message>
    <message>
        <source>Begynd forfra</source>
        <translation>Start over</translation>
    </message>
    <message>
        <source>Ydelser nu og hvis</source>
        <translation>Benefits now and if</translation>
    </message>
    <message>
        <source>* Bygger på satser, der ikke er bekræftet.</source>
        <translation>* Rests on rates that are not confirmed.</translation>
    </message>
    <message>
        <source>&amp;Udskriv som vejledning</source>
        <translation>&amp;Print as guidance</translation>
    </message>
    <message>
        <source>Forklaring</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>Nu</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Hvis</source>
        <translation>If</translation>
    </message>
    <message>
        <source>Ydelse</source>
        <translation>Benefit</translation>
    </message>
    <message>
        <source>Nu, vejledende</source>
        <translation>Now, estimate</translation>
    </message>
    <message>
        <source>Hvis, vejledende</source>
        <translation>If, estimate</translation>
    </message>
    <message>
        <source>Forskel pr. md.</source>
        <translation>Difference a month</translation>
    </message>
    <message>
        <source>Ikke aktuelt her, fordi</source>
        <translation>Not relevant here, because</translation>
    </message>
    <message>
        <source>Ikke aktuelt her</source>
        <translation>Not relevant here</translation>
    </message>
    <message>
        <source>&amp;Ikke aktuelt her ({0}) – skjul</source>
        <translation>&amp;Not relevant here ({0}) – hide</translation>
    </message>
    <message>
        <source>&amp;Ikke aktuelt her ({0}) – vis</source>
        <translation>&amp;Not relevant here ({0}) – show</translation>
    </message>
    <message>
        <source>Ingen sum endnu: vælg en ydelse, og skriv det, den mangler.</source>
        <translation>No total yet: choose a benefit and enter what it lacks.</translation>
    </message>
    <message>
        <source>Vejledende forskel i alt pr. måned: {0}</source>
        <translation>Estimated difference in all per month: {0}</translation>
    </message>
    <message>
        <source>Afgøres af</source>
        <translation>Decided by</translation>
    </message>
    <message>
        <source>Ydelser før og efter</source>
        <translation>Benefits before and after</translation>
    </message>
    <message>
        <source>Ingen ydelser er regnet endnu.</source>
        <translation>No benefits have been calculated yet.</translation>
    </message>
    <message>
        <source>Noget af det skrevne kan ikke læses. Ret det markerede.</source>
        <translation>Something typed cannot be read. Mend what is marked.</translation>
    </message>
    <message>
        <source>For hver krone mere i indkomst falder ydelserne {0} øre.</source>
        <translation>For each krone more of income the benefits fall by {0} øre.</translation>
    </message>
    <message>
        <source>{0} ydelser er ikke med i summen.</source>
        <translation>{0} benefits are not in the sum.</translation>
    </message>
</context>
<context>
    <name>WideningDialog</name>
    <message>
        <source>Åbn {0}</source>
        <translation>Open {0}</translation>
    </message>
    <message>
        <source>{0} hører ikke til ærindet for {1}. Åbningen logges med sin grund.</source>
        <translation>{0} does not belong to the errand for {1}. Opening it is logged with its ground.</translation>
    </message>
    <message>
        <source>Et andet ærinde</source>
        <translation>Another errand</translation>
    </message>
    <message>
        <source>Andet ærinde</source>
        <translation>Another errand</translation>
    </message>
    <message>
        <source>Vælg ærinde …</source>
        <translation>Choose an errand …</translation>
    </message>
    <message>
        <source>Borgeren samtykker</source>
        <translation>The citizen consents</translation>
    </message>
    <message>
        <source>Hvad har borgeren sagt ja til?</source>
        <translation>What has the citizen agreed to?</translation>
    </message>
    <message>
        <source>Samtykkets indhold</source>
        <translation>Content of the consent</translation>
    </message>
    <message>
        <source>Samtykket åbner hele afsnittet, uden at begrænse emnerne.</source>
        <translation>The consent opens the whole section, without limiting the subjects.</translation>
    </message>
    <message>
        <source>Et samtykke er ikke nok: eIndkomst må kun spørges, når en lov nævner den (indkomstregisterloven § 7). Vælg det ærinde, borgeren også kommer med.</source>
        <translation>Consent is not enough: eIndkomst may be asked only where a law names it (indkomstregisterloven § 7). Choose the errand that the citizen has as well.</translation>
    </message>
</context>
<context>
    <name>_Difference</name>
    <message>
        <source>Hvorfor følges borgerens oplysning?</source>
        <translation>Why is the citizen’s word followed?</translation>
    </message>
    <message>
        <source>{0} siger: {1}</source>
        <translation>{0} says: {1}</translation>
    </message>
    <message>
        <source>Borgeren siger: {0}</source>
        <translation>The citizen says: {0}</translation>
    </message>
</context>
<context>
    <name>_ItemForm</name>
    <message>
        <source>{0} (Ctrl+Enter)</source>
        <translation>{0} (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Fortryd</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>_Next</name>
    <message>
        <source>Åbn</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Næste, om {0} min.</source>
        <translation>Next, in {0} min.</translation>
    </message>
    <message>
        <source>Næste</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Nu</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Åbn {0}, {1}</source>
        <translation>Open {0}, {1}</translation>
    </message>
</context>
<context>
    <name>_Seconds</name>
    <message>
        <source> sekunder</source>
        <translation> seconds</translation>
    </message>
</context>
<context>
    <name>audit</name>
    <message>
        <source>{0} linjer, den sidste er nr. {1}.</source>
        <translation>{0} lines, the last is no. {1}.</translation>
    </message>
    <message>
        <source>Linjer til og med nr. {0} er slettet, fordi fristen er udløbet.</source>
        <translation>Lines up to no. {0} were deleted, their time being up.</translation>
    </message>
    <message>
        <source>Linje {0}: her er en sikkerhedskopi taget i brug.</source>
        <translation>Line {0}: a backup was put back here.</translation>
    </message>
    <message>
        <source>Linje {0}: {1}</source>
        <translation>Line {0}: {1}</translation>
    </message>
    <message>
        <source>Loggen er hel.</source>
        <translation>The trace is whole.</translation>
    </message>
    <message>
        <source>LOGGEN ER IKKE HEL. Lad filerne være, og kontakt sikkerhedslederen.</source>
        <translation>THE TRACE IS NOT WHOLE. Leave the files as they are, and contact the security officer.</translation>
    </message>
    <message>
        <source>Træning husker ikke loggens seneste stand. Mangler de nyeste linjer, ses det ikke her.</source>
        <translation>Training does not remember how far the log had come. If its newest lines are missing, this does not show it.</translation>
    </message>
    <message>
        <source>Tidspunkt</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Formål</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>Hjemmel</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>Oplysninger</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Handlinger</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Set ved opslag på en anden</source>
        <translation>Seen when somebody else was looked up</translation>
    </message>
    <message>
        <source>Medarbejder</source>
        <translation>Employee</translation>
    </message>
    <message>
        <source>Indsigt i egne oplysninger</source>
        <translation>Access to one&apos;s own data</translation>
    </message>
    <message>
        <source>Ja</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>filen kan ikke læses herfra</source>
        <translation>the file cannot be read from here on</translation>
    </message>
    <message>
        <source>loggen har ingen begyndelse</source>
        <translation>the trace has no beginning</translation>
    </message>
    <message>
        <source>linjen er ændret, indsat eller flyttet</source>
        <translation>the line was changed, put in or moved</translation>
    </message>
    <message>
        <source>linjen mangler</source>
        <translation>the line is missing</translation>
    </message>
    <message>
        <source>ældre linjer er væk, uden at fristen var udløbet</source>
        <translation>older lines are gone though their time was not up</translation>
    </message>
    <message>
        <source>nøglelageret kender ikke loggens seneste stand</source>
        <translation>the key store does not know the trace&apos;s last state</translation>
    </message>
    <message>
        <source>filen slutter før loggens seneste kendte stand</source>
        <translation>the file ends before the trace&apos;s last known state</translation>
    </message>
    <message>
        <source>linjen er en anden end den, nøglelageret kender</source>
        <translation>the line is not the one the key store knows</translation>
    </message>
    <message>
        <source>filen hører til en anden arbejdsplads</source>
        <translation>the file belongs to another desk</translation>
    </message>
    <message>
        <source>Slået op</source>
        <translation>Looked up</translation>
    </message>
    <message>
        <source>Vist</source>
        <translation>Shown</translation>
    </message>
    <message>
        <source>Afvist</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Beskyttet adresse vist</source>
        <translation>Protected address shown</translation>
    </message>
    <message>
        <source>Formålet udvidet</source>
        <translation>Purpose widened</translation>
    </message>
    <message>
        <source>Spærring fraveget med begrundelse</source>
        <translation>A bar set aside for a reason</translation>
    </message>
    <message>
        <source>Kopieret</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>Søgt</source>
        <translation>Searched</translation>
    </message>
    <message>
        <source>Legitimation kontrolleret</source>
        <translation>Identity checked</translation>
    </message>
    <message>
        <source>Hentet forud for en aftale</source>
        <translation>Fetched ahead of an appointment</translation>
    </message>
    <message>
        <source>Skrevet</source>
        <translation>Written</translation>
    </message>
    <message>
        <source>Logudskrift lavet</source>
        <translation>Log exported</translation>
    </message>
    <message>
        <source>Gamle linjer slettet</source>
        <translation>Old lines deleted</translation>
    </message>
    <message>
        <source>Sikkerhedskopi taget i brug</source>
        <translation>Backup put in use</translation>
    </message>
</context>
<context>
    <name>benefits</name>
    <message>
        <source>Beror på et skøn</source>
        <translation>A matter of judgement</translation>
    </message>
    <message>
        <source>indkomsten er for høj</source>
        <translation>the income is too high</translation>
    </message>
    <message>
        <source>formuen er for høj</source>
        <translation>the wealth is too high</translation>
    </message>
    <message>
        <source>en betingelse er ikke opfyldt</source>
        <translation>a condition is not met</translation>
    </message>
    <message>
        <source>uændret</source>
        <translation>unchanged</translation>
    </message>
    <message>
        <source>Nu</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Hvis</source>
        <translation>If</translation>
    </message>
    <message>
        <source>Ingen ret</source>
        <translation>No right</translation>
    </message>
    <message>
        <source>Ikke vurderet</source>
        <translation>Not assessed</translation>
    </message>
    <message>
        <source>Kan ikke beregnes her</source>
        <translation>Cannot be calculated here</translation>
    </message>
    <message>
        <source>Ikke opfyldt</source>
        <translation>Not met</translation>
    </message>
    <message>
        <source>Opfyldt</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>Ikke bekræftet: bygger på satser, ingen har bekræftet.</source>
        <translation>Not confirmed: rests on rates that nobody has confirmed.</translation>
    </message>
    <message>
        <source>beløbet er under det mindste, der udbetales ved en ny ansøgning</source>
        <translation>the amount is below the least that is paid on a new application</translation>
    </message>
    <message>
        <source>vejledende</source>
        <translation>guidance only</translation>
    </message>
    <message>
        <source>afgøres her</source>
        <translation>decided here</translation>
    </message>
    <message>
        <source>Kommunen</source>
        <translation>The municipality</translation>
    </message>
    <message>
        <source>{0} pr. {1} mangler. Slå den op: {2}</source>
        <translation>{0} as of {1} is missing. Look it up: {2}</translation>
    </message>
    <message>
        <source>{0} pr. {1} er ikke bekræftet af kommunen. Slå den op: {2}</source>
        <translation>{0} as of {1} is not confirmed by the municipality. Look it up: {2}</translation>
    </message>
    <message>
        <source>bekræftet af {0} {1}</source>
        <translation>confirmed by {0} {1}</translation>
    </message>
    <message>
        <source>efterprøvet</source>
        <translation>proven</translation>
    </message>
    <message>
        <source>officiel kilde</source>
        <translation>official source</translation>
    </message>
    <message>
        <source>ikke bekræftet</source>
        <translation>not confirmed</translation>
    </message>
</context>
<context>
    <name>facts</name>
    <message>
        <source>registret og borgeren siger ikke det samme – vælg først</source>
        <translation>the register and the citizen do not say the same – choose first</translation>
    </message>
    <message>
        <source>Ikke registreret</source>
        <translation>Not registered</translation>
    </message>
    <message>
        <source>ja</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>nej</source>
        <translation>no</translation>
    </message>
    <message>
        <source>i dag</source>
        <translation>today</translation>
    </message>
    <message>
        <source>i morgen</source>
        <translation>tomorrow</translation>
    </message>
    <message>
        <source>i går</source>
        <translation>yesterday</translation>
    </message>
    <message>
        <source>om {0} år</source>
        <translation>in {0} years</translation>
    </message>
    <message>
        <source>for {0} år siden</source>
        <translation>{0} years ago</translation>
    </message>
    <message>
        <source>om {0} måneder</source>
        <translation>in {0} months</translation>
    </message>
    <message>
        <source>for {0} måneder siden</source>
        <translation>{0} months ago</translation>
    </message>
    <message>
        <source>om {0} dage</source>
        <translation>in {0} days</translation>
    </message>
    <message>
        <source>for {0} dage siden</source>
        <translation>{0} days ago</translation>
    </message>
    <message>
        <source>borgeren</source>
        <translation>the citizen</translation>
    </message>
    <message>
        <source>CPR-udtræk</source>
        <translation>CPR extract</translation>
    </message>
    <message>
        <source>oplyst af borgeren</source>
        <translation>told by the citizen</translation>
    </message>
    <message>
        <source>ikke nødvendigt for dette ærinde</source>
        <translation>not needed for this errand</translation>
    </message>
    <message>
        <source>{0} er ved at svare</source>
        <translation>{0} is answering</translation>
    </message>
    <message>
        <source>{0} har ikke svaret</source>
        <translation>{0} has not answered</translation>
    </message>
    <message>
        <source>ikke oplyst</source>
        <translation>not told</translation>
    </message>
    <message>
        <source>beskyttet – vis adressen for at se det</source>
        <translation>protected – show the address to see it</translation>
    </message>
    <message>
        <source>svaret fra {0} kan ikke bruges her</source>
        <translation>the answer from {0} cannot be used here</translation>
    </message>
</context>
<context>
    <name>find</name>
    <message>
        <source>Et navn alene kan ikke søges. Tilføj fødselsår, fødselsdato eller adresse.</source>
        <translation>A name alone cannot be searched. Add birth year, birth date or address.</translation>
    </message>
    <message>
        <source>En fødselsdato alene kan ikke søges. Tilføj navnet.</source>
        <translation>A birth date alone cannot be searched. Add the name.</translation>
    </message>
    <message>
        <source>Tilføj husnummer til vejen.</source>
        <translation>Add a house number to the road.</translation>
    </message>
    <message>
        <source>CPR-nummeret er ikke færdigt: det har ti cifre.</source>
        <translation>The CPR number is not complete: it has ten digits.</translation>
    </message>
    <message>
        <source>De første seks cifre er ikke en dato.</source>
        <translation>The first six digits are not a date.</translation>
    </message>
    <message>
        <source>Søg ét CPR-nummer ad gangen.</source>
        <translation>Search one CPR number at a time.</translation>
    </message>
    <message>
        <source>Teksten er for lang til en søgning.</source>
        <translation>The text is too long for a search.</translation>
    </message>
    <message>
        <source>Skriv CPR-nummer, navn og fødselsår, adresse eller sagsnummer.</source>
        <translation>Type a CPR number, name and birth year, address or case number.</translation>
    </message>
    <message>
        <source>Ingen kendte borgere er registreret her ifølge udtrækket.</source>
        <translation>According to the extract, no known citizens are registered here.</translation>
    </message>
    <message>
        <source>Ingen i udtrækket passer på adressen.</source>
        <translation>Nobody in the extract matches the address.</translation>
    </message>
    <message>
        <source>Ingen i udtrækket passer. Prøv med CPR-nummer eller et andet fødselsår.</source>
        <translation>Nobody in the extract matches. Try a CPR number or another birth year.</translation>
    </message>
    <message>
        <source>Adressevælger svarer ikke – udtrækket kan stadig søges</source>
        <translation>The address search does not answer – the extract can still be searched</translation>
    </message>
    <message>
        <source>Adressevælger svarer ikke</source>
        <translation>The address search does not answer</translation>
    </message>
    <message>
        <source>Husnummer</source>
        <translation>House number</translation>
    </message>
    <message>
        <source>Vej</source>
        <translation>Road</translation>
    </message>
    <message>
        <source>Beskyttet</source>
        <translation>Protected</translation>
    </message>
</context>
<context>
    <name>form</name>
    <message>
        <source>Ja</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Nej</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Borgeren</source>
        <translation>The citizen</translation>
    </message>
    <message>
        <source>Skriv et CPR-nummer med ti cifre.</source>
        <translation>Write a CPR number of ten digits.</translation>
    </message>
    <message>
        <source>Skriv beløbet som 12.500 eller 12.500,50.</source>
        <translation>Write the amount as 12.500 or 12.500,50.</translation>
    </message>
    <message>
        <source>Skriv et helt tal.</source>
        <translation>Write a whole number.</translation>
    </message>
    <message>
        <source>Skriv otte cifre, eller + og landekode.</source>
        <translation>Write eight digits, or + and the country code.</translation>
    </message>
    <message>
        <source>Skriv en e-mailadresse, som navn@sted.dk.</source>
        <translation>Write an e-mail address, like name@place.dk.</translation>
    </message>
    <message>
        <source>Vælg en af mulighederne.</source>
        <translation>Choose one of the options.</translation>
    </message>
    <message>
        <source>Mindst {0}.</source>
        <translation>At least {0}.</translation>
    </message>
    <message>
        <source>Højst {0}.</source>
        <translation>At most {0}.</translation>
    </message>
    <message>
        <source>Datoen ligger før den, der skal komme først.</source>
        <translation>The date lies before the one that must come first.</translation>
    </message>
    <message>
        <source>Borgeren selv</source>
        <translation>The citizen</translation>
    </message>
    <message>
        <source>Værge</source>
        <translation>Guardian</translation>
    </message>
    <message>
        <source>Endnu ikke navngivet</source>
        <translation>Not yet named</translation>
    </message>
    <message>
        <source>Skriv måneden som mm-åååå.</source>
        <translation>Write the month as mm-yyyy.</translation>
    </message>
    <message>
        <source>Skriv datoen som dd-mm-åååå.</source>
        <translation>Write the date as dd-mm-yyyy.</translation>
    </message>
    <message>
        <source>mm-åååå</source>
        <translation>mm-yyyy</translation>
    </message>
    <message>
        <source>dd-mm-åååå</source>
        <translation>dd-mm-yyyy</translation>
    </message>
    <message>
        <source>fx 12.500,50</source>
        <translation>e.g. 12.500,50</translation>
    </message>
    <message>
        <source>Mig for borgeren (medbetjening)</source>
        <translation>Me for the citizen (assisted)</translation>
    </message>
    <message>
        <source>Fuldmagtshaver</source>
        <translation>Holder of a power of attorney</translation>
    </message>
    <message>
        <source>Partsrepræsentant</source>
        <translation>Party representative</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>Denne sag</source>
        <translation>This matter</translation>
    </message>
    <message>
        <source>Alt over for kommunen</source>
        <translation>Everything with the municipality</translation>
    </message>
    <message>
        <source>Alt over for enhver myndighed</source>
        <translation>Everything towards any authority</translation>
    </message>
    <message>
        <source>Noget andet</source>
        <translation>Something else</translation>
    </message>
    <message>
        <source>Originalen</source>
        <translation>The original</translation>
    </message>
    <message>
        <source>En kopi</source>
        <translation>A copy</translation>
    </message>
    <message>
        <source>Digital fuldmagt, slået op</source>
        <translation>Digital power of attorney, looked up</translation>
    </message>
    <message>
        <source>Værgemålet i CPR</source>
        <translation>The guardianship in CPR</translation>
    </message>
    <message>
        <source>Skriv navnet på den, der handler for borgeren.</source>
        <translation>Write the name of whoever acts for the citizen.</translation>
    </message>
    <message>
        <source>Vælg, hvilket papir du har set.</source>
        <translation>Choose which paper you have seen.</translation>
    </message>
    <message>
        <source>CPR har ikke et værgemål. Se værgebeskikkelsen.</source>
        <translation>CPR has no guardianship. Look at the letter of appointment.</translation>
    </message>
    <message>
        <source>Papiret gælder noget andet end denne blanket.</source>
        <translation>The paper covers something else than this form.</translation>
    </message>
    <message>
        <source>Papiret gælder kun over for kommunen, og blanketten går til en anden myndighed.</source>
        <translation>The paper holds towards the municipality alone, and the form goes to another authority.</translation>
    </message>
    <message>
        <source>Papiret er udløbet.</source>
        <translation>The paper has expired.</translation>
    </message>
    <message>
        <source>CPR-nummeret eller datoen kan ikke læses.</source>
        <translation>The CPR number or the date cannot be read.</translation>
    </message>
    <message>
        <source>Skriv, hvorfor du udfylder for borgeren.</source>
        <translation>Write why you fill in for the citizen.</translation>
    </message>
    <message>
        <source>CPR har et værgemål. Skal værgen være med?</source>
        <translation>CPR has a guardianship. Should the guardian take part?</translation>
    </message>
    <message>
        <source>CPR har ikke et værgemål. Hvad bygger det på?</source>
        <translation>CPR has no guardianship. What is it based on?</translation>
    </message>
    <message>
        <source>Papiret udløber inden for en måned.</source>
        <translation>The paper expires within a month.</translation>
    </message>
    <message>
        <source>Er hørt</source>
        <translation>Has been heard</translation>
    </message>
    <message>
        <source>Kender oplysningerne</source>
        <translation>Knows the information</translation>
    </message>
    <message>
        <source>Ikke hørt: ubetænkeligt (§ 19, stk. 2, nr. 1)</source>
        <translation>Not heard: unobjectionable (§ 19(2), no. 1)</translation>
    </message>
    <message>
        <source>Ikke hørt: lovbestemt frist (stk. 2, nr. 2)</source>
        <translation>Not heard: deadline set by law (§ 19(2), no. 2)</translation>
    </message>
    <message>
        <source>Ikke hørt: ikke ret til aktindsigt (stk. 2, nr. 4)</source>
        <translation>Not heard: no right of access (§ 19(2), no. 4)</translation>
    </message>
    <message>
        <source>Ikke hørt først: sagen kan genoptages (§ 20)</source>
        <translation>Not heard first: the case can be reopened (§ 20)</translation>
    </message>
    <message>
        <source>Ikke hørt: anden undtagelse (stk. 2, nr. 3, 5 eller 6)</source>
        <translation>Not heard: another exception (§ 19(2), no. 3, 5 or 6)</translation>
    </message>
    <message>
        <source>Hvad svarede borgeren?</source>
        <translation>What did the citizen answer?</translation>
    </message>
    <message>
        <source>Hvordan kender borgeren oplysningerne?</source>
        <translation>How does the citizen know the information?</translation>
    </message>
    <message>
        <source>Hvorfor er det bedst for borgeren?</source>
        <translation>Why is it best for the citizen?</translation>
    </message>
    <message>
        <source>Hvilket nr., og hvorfor?</source>
        <translation>Which number, and why?</translation>
    </message>
    <message>
        <source>Det samme er afgjort {0} af {1}: {2}. Skal det afgøres igen?</source>
        <translation>The same was decided {0} by {1}: {2}. Is it to be decided again?</translation>
    </message>
    <message>
        <source>Hvorfor?</source>
        <translation>Why?</translation>
    </message>
    <message>
        <source>Udfyldt på borgerens vegne med begrundelsen »{0}«.</source>
        <translation>Filled in on the citizen&apos;s behalf, the reason given being “{0}”.</translation>
    </message>
    <message>
        <source>Vælg, hvordan borgeren er hørt, før der afgøres.</source>
        <translation>Choose how the citizen has been heard before deciding.</translation>
    </message>
    <message>
        <source>Oplysningerne er ændret siden. Hør borgeren om de nye, og vælg igen.</source>
        <translation>The information has changed since. Hear the citizen about the new, and choose again.</translation>
    </message>
    <message>
        <source>Skriv datoen, borgeren blev hørt (dd-mm-åååå).</source>
        <translation>Write the date when the citizen was heard (dd-mm-yyyy).</translation>
    </message>
    <message>
        <source>Borgeren kan ikke være hørt på en dag, der kommer.</source>
        <translation>The citizen cannot have been heard on a day to come.</translation>
    </message>
    <message>
        <source>Skriv, hvad borgeren svarede, at der ikke kom svar inden fristen, eller hvorfor der ikke er hørt.</source>
        <translation>Write what the citizen answered, that no answer came in time, or why there was no hearing.</translation>
    </message>
    <message>
        <source>Borgeren skal partshøres, før der afgøres.</source>
        <translation>The citizen must be heard before it is decided.</translation>
    </message>
    <message>
        <source>Kan ikke afgøres endnu: oplysninger eller satser mangler. Blanketten bliver kun forberedt.</source>
        <translation>Cannot be decided yet: information or rates are missing. The form will only be prepared.</translation>
    </message>
    <message>
        <source>Du forbereder sagen; den afgøres ikke her. En sagsbehandler afgør den.</source>
        <translation>You prepare the case; it is not decided here. A caseworker decides it.</translation>
    </message>
    <message>
        <source>Du forbereder sagen; den afgøres ikke her. En fagspecialist afgør den.</source>
        <translation>You prepare the case; it is not decided here. A specialist decides it.</translation>
    </message>
    <message>
        <source>Forberedt, ikke afgjort: oplysninger eller satser manglede. En sagsbehandler afgør den.</source>
        <translation>Prepared, not decided: information or rates were missing. A caseworker decides it.</translation>
    </message>
    <message>
        <source>Forberedt, ikke afgjort: en sagsbehandler afgør den.</source>
        <translation>Prepared, not decided: a caseworker decides it.</translation>
    </message>
    <message>
        <source>Forberedt, ikke afgjort: en fagspecialist afgør den.</source>
        <translation>Prepared, not decided: a specialist decides it.</translation>
    </message>
    <message>
        <source>Det samme er allerede afgjort {0} af {1}.</source>
        <translation>The same has been decided already, {0} by {1}.</translation>
    </message>
    <message>
        <source>Gør klar til {0}</source>
        <translation>Make ready for {0}</translation>
    </message>
    <message>
        <source>Færdiggør</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Gør klar til afgørelse</source>
        <translation>Make ready for a decision</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>jan.</source>
        <translation>Jan.</translation>
    </message>
    <message>
        <source>feb.</source>
        <translation>Feb.</translation>
    </message>
    <message>
        <source>mar.</source>
        <translation>Mar.</translation>
    </message>
    <message>
        <source>apr.</source>
        <translation>Apr.</translation>
    </message>
    <message>
        <source>maj</source>
        <translation>May</translation>
    </message>
    <message>
        <source>jun.</source>
        <translation>Jun.</translation>
    </message>
    <message>
        <source>jul.</source>
        <translation>Jul.</translation>
    </message>
    <message>
        <source>aug.</source>
        <translation>Aug.</translation>
    </message>
    <message>
        <source>sep.</source>
        <translation>Sep.</translation>
    </message>
    <message>
        <source>okt.</source>
        <translation>Oct.</translation>
    </message>
    <message>
        <source>nov.</source>
        <translation>Nov.</translation>
    </message>
    <message>
        <source>dec.</source>
        <translation>Dec.</translation>
    </message>
    <message>
        <source>kl. {0}</source>
        <translation>{0} hrs</translation>
    </message>
    <message>
        <source>lige nu</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>for {0} min. siden</source>
        <translation>{0} min. ago</translation>
    </message>
    <message>
        <source>for 1 time siden</source>
        <translation>1 hour ago</translation>
    </message>
    <message>
        <source>for {0} timer siden</source>
        <translation>{0} hours ago</translation>
    </message>
    <message>
        <source>for 1 dag siden</source>
        <translation>1 day ago</translation>
    </message>
    <message>
        <source>for {0} dage siden</source>
        <translation>{0} days ago</translation>
    </message>
    <message>
        <source>{0} år</source>
        <translation>{0} yrs</translation>
    </message>
    <message>
        <source>{0} mdr.</source>
        <translation>{0} mo.</translation>
    </message>
    <message>
        <source>1 dag</source>
        <translation>1 day</translation>
    </message>
    <message>
        <source>{0} dage</source>
        <translation>{0} days</translation>
    </message>
    <message>
        <source>hentet {0}</source>
        <translation>fetched {0}</translation>
    </message>
</context>
<context>
    <name>forms</name>
    <message>
        <source>Kladde</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Kladde, gemt {0}</source>
        <translation>Draft, saved {0}</translation>
    </message>
    <message>
        <source>Kladde, senest gemt {0} af {1}</source>
        <translation>Draft, last saved {0} by {1}</translation>
    </message>
    <message>
        <source>forberedt {0} af {1}</source>
        <translation>prepared {0} by {1}</translation>
    </message>
    <message>
        <source>{0} siger nu noget andet</source>
        <translation>{0} now says something else</translation>
    </message>
    <message>
        <source>Spørg borgeren</source>
        <translation>Ask the citizen</translation>
    </message>
    <message>
        <source>Skal bekræftes: {0}</source>
        <translation>To be verified: {0}</translation>
    </message>
    <message>
        <source>Registret spørges igen af sig selv, når borgeren er slået op med blankettens ærinde.</source>
        <translation>The register is asked again by itself when the citizen is looked up with the form&apos;s errand.</translation>
    </message>
    <message>
        <source>Bekræftet {0}</source>
        <translation>Confirmed {0}</translation>
    </message>
    <message>
        <source>{0} siger nu noget andet om »{1}«. Spørg borgeren, hvad der er rigtigt; blanketten er ikke ændret.</source>
        <translation>{0} now says something else about “{1}”. Ask the citizen what is right; the form is not changed.</translation>
    </message>
</context>
<context>
    <name>guide</name>
    <message>
        <source>Kommunen</source>
        <translation>The municipality</translation>
    </message>
    <message>
        <source>Politiet</source>
        <translation>The police</translation>
    </message>
    <message>
        <source>Regionen</source>
        <translation>The region</translation>
    </message>
    <message>
        <source>Sognet</source>
        <translation>The parish</translation>
    </message>
    <message>
        <source>A-kassen</source>
        <translation>The unemployment fund</translation>
    </message>
    <message>
        <source>Staten</source>
        <translation>The state</translation>
    </message>
    <message>
        <source>Niveau 1 · Vejledning</source>
        <translation>Level 1 · Guidance</translation>
    </message>
    <message>
        <source>Alle i borgerservice vejleder om det.</source>
        <translation>Everybody in citizen service gives guidance on it.</translation>
    </message>
    <message>
        <source>Niveau 2 · Afgøres i skranken</source>
        <translation>Level 2 · Decided at the counter</translation>
    </message>
    <message>
        <source>Afgøres efter faste regler af en sagsbehandler.</source>
        <translation>Decided by a caseworker under fixed rules.</translation>
    </message>
    <message>
        <source>Niveau 3 · Fagligt skøn</source>
        <translation>Level 3 · Professional judgement</translation>
    </message>
    <message>
        <source>Forberedes i skranken og afgøres af en fagspecialist.</source>
        <translation>Prepared at the counter and decided by a specialist.</translation>
    </message>
    <message>
        <source>Kan gøres offline</source>
        <translation>Can be done offline</translation>
    </message>
    <message>
        <source>Offline: lægges i kø</source>
        <translation>Offline: queued</translation>
    </message>
    <message>
        <source>Kræver forbindelse</source>
        <translation>Needs a connection</translation>
    </message>
    <message>
        <source>Gebyr</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>Telefon</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Frist</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>Klage</source>
        <translation>Complaint</translation>
    </message>
    <message>
        <source>Lov</source>
        <translation>Law</translation>
    </message>
    <message>
        <source>Åbningstid</source>
        <translation>Opening hours</translation>
    </message>
    <message>
        <source>Medbring</source>
        <translation>Bring</translation>
    </message>
    <message>
        <source>Tjek lokalt</source>
        <translation>Check locally</translation>
    </message>
    <message>
        <source>Ingen</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Ophørt {0}</source>
        <translation>Ended {0}</translation>
    </message>
    <message>
        <source>Fra {0}: {1}</source>
        <translation>From {0}: {1}</translation>
    </message>
    <message>
        <source>Frist: {0}</source>
        <translation>Deadline: {0}</translation>
    </message>
    <message>
        <source>Også kaldt: {0}</source>
        <translation>Also called: {0}</translation>
    </message>
    <message>
        <source>Du har ingen rolle, der giver adgang til opgaven.</source>
        <translation>You have no role that gives access to the task.</translation>
    </message>
    <message>
        <source>Opgaven ligger uden for din rolles emner.</source>
        <translation>The task lies outside the subjects of your role.</translation>
    </message>
    <message>
        <source>Opgaven afgøres af en sagsbehandler.</source>
        <translation>The task is decided by a caseworker.</translation>
    </message>
    <message>
        <source>Du kan forberede opgaven, men en fagspecialist afgør den.</source>
        <translation>You can prepare the task, but a specialist decides it.</translation>
    </message>
    <message>
        <source>Giv videre til {0}.</source>
        <translation>Hand over to {0}.</translation>
    </message>
    <message>
        <source>{0} dage</source>
        <translation>{0} days</translation>
    </message>
    <message>
        <source>{0} hverdage</source>
        <translation>{0} working days</translation>
    </message>
    <message>
        <source>{0} timer</source>
        <translation>{0} hours</translation>
    </message>
    <message>
        <source>{0} arbejdsdage</source>
        <translation>{0} working days</translation>
    </message>
    <message>
        <source>{0} uger</source>
        <translation>{0} weeks</translation>
    </message>
    <message>
        <source>{0} mdr.</source>
        <translation>{0} mo.</translation>
    </message>
    <message>
        <source>Klagefrist: {0} uger</source>
        <translation>Complain within {0} weeks</translation>
    </message>
    <message>
        <source>{0} {1} (pr. {2})</source>
        <translation>{0} {1} (as of {2})</translation>
    </message>
    <message>
        <source>{0} (kommunens egen)</source>
        <translation>{0} (the municipality&apos;s own)</translation>
    </message>
    <message>
        <source>Kommunens egen note</source>
        <translation>The municipality’s own note</translation>
    </message>
    <message>
        <source>Indgangs regelsamling</source>
        <translation>Indgang’s rule papers</translation>
    </message>
</context>
<context>
    <name>plan</name>
    <message>
        <source>Skal gøres</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>Gjort her</source>
        <translation>Done here</translation>
    </message>
    <message>
        <source>Sendt for borgeren</source>
        <translation>Sent for the citizen</translation>
    </message>
    <message>
        <source>Overdraget</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Borgeren gør det</source>
        <translation>The citizen does it</translation>
    </message>
    <message>
        <source>Afventer</source>
        <translation>Awaits</translation>
    </message>
    <message>
        <source>Ikke relevant</source>
        <translation>Not relevant</translation>
    </message>
    <message>
        <source>Gem som »{0}«</source>
        <translation>Save as “{0}”</translation>
    </message>
    <message>
        <source>Overdraget den</source>
        <translation>Handed over on</translation>
    </message>
    <message>
        <source>Senest den (kan udelades)</source>
        <translation>No later than (may be left out)</translation>
    </message>
    <message>
        <source>Ventes senest den (kan udelades)</source>
        <translation>Expected no later than (may be left out)</translation>
    </message>
    <message>
        <source>Hvem eller hvad afventes?</source>
        <translation>Who or what is awaited?</translation>
    </message>
    <message>
        <source>Overdraget til</source>
        <translation>Handed over to</translation>
    </message>
    <message>
        <source>Borgerens særlige behov</source>
        <translation>The citizen&apos;s special needs</translation>
    </message>
    <message>
        <source>Hvorfor er opgaven ikke relevant?</source>
        <translation>Why is the task not relevant?</translation>
    </message>
    <message>
        <source>Kommunen sender kun for borgere med særlige behov (lov om Udbetaling Danmark § 3). Skriv, hvilket behov.</source>
        <translation>The municipality sends only for citizens with special needs (lov om Udbetaling Danmark § 3). Write which need.</translation>
    </message>
    <message>
        <source>Dag-måned eller dag-måned-år</source>
        <translation>Day-month or day-month-year</translation>
    </message>
    <message>
        <source>Skriv hvem.</source>
        <translation>Write who.</translation>
    </message>
    <message>
        <source>Skriv behovet.</source>
        <translation>Write the need.</translation>
    </message>
    <message>
        <source>Skriv hvorfor.</source>
        <translation>Write why.</translation>
    </message>
    <message>
        <source>Skriv datoen.</source>
        <translation>Write the date.</translation>
    </message>
    <message>
        <source>Til Udbetaling Danmark. Særligt behov: {0}</source>
        <translation>To Udbetaling Danmark. Special need: {0}</translation>
    </message>
    <message>
        <source>Til {0}, {1}</source>
        <translation>To {0}, {1}</translation>
    </message>
    <message>
        <source>Senest {0}</source>
        <translation>No later than {0}</translation>
    </message>
    <message>
        <source>{0}, senest {1}</source>
        <translation>{0}, no later than {1}</translation>
    </message>
    <message>
        <source>{0} afgør</source>
        <translation>{0} decides</translation>
    </message>
    <message>
        <source>Frist: tjek lokalt</source>
        <translation>Deadline: check locally</translation>
    </message>
    <message>
        <source>Står ikke på borgerens udskrift</source>
        <translation>Is not on the citizen&apos;s print</translation>
    </message>
    <message>
        <source>Fristen er overskredet</source>
        <translation>The deadline has passed</translation>
    </message>
    <message>
        <source>Fristen var {0}</source>
        <translation>The deadline was {0}</translation>
    </message>
    <message>
        <source>Den var gået, da opgaven kom på planen. Spørg, om det er gjort.</source>
        <translation>It had passed when the task came onto the plan. Ask whether it is done.</translation>
    </message>
    <message>
        <source>Spørg borgeren</source>
        <translation>Ask the citizen</translation>
    </message>
    <message>
        <source>Spørg: {0}</source>
        <translation>Ask: {0}</translation>
    </message>
    <message>
        <source>Det vides ikke, om opgaven gælder borgeren. Spørg; gør den ikke, er den »Ikke relevant«.</source>
        <translation>It is not known whether the task matters to the citizen. Ask; if it does not, it is “Not relevant”.</translation>
    </message>
    <message>
        <source>{0} fra {1}.</source>
        <translation>{0} from {1}.</translation>
    </message>
    <message>
        <source>»{0}« er færdig.</source>
        <translation>“{0}” is finished.</translation>
    </message>
    <message>
        <source>Sæt til »{0}«</source>
        <translation>Set to “{0}”</translation>
    </message>
    <message>
        <source>Flyttedag</source>
        <translation>Day of the move</translation>
    </message>
    <message>
        <source>Vielsesdag</source>
        <translation>Day of the wedding</translation>
    </message>
    <message>
        <source>Dødsdag</source>
        <translation>Day of death</translation>
    </message>
    <message>
        <source>Dag, pensionsalderen nås</source>
        <translation>Day the pension age is reached</translation>
    </message>
    <message>
        <source>Dag, anmodningen kom</source>
        <translation>Day the request came</translation>
    </message>
    <message>
        <source>Dag, borgeren fik afgørelsen</source>
        <translation>Day the citizen got the decision</translation>
    </message>
    <message>
        <source>Sat på planen</source>
        <translation>Put on the plan</translation>
    </message>
    <message>
        <source>Note: {0}</source>
        <translation>Note: {0}</translation>
    </message>
    <message>
        <source>Planen begyndt</source>
        <translation>The plan begun</translation>
    </message>
    <message>
        <source>{0} af {1} afsluttet</source>
        <translation>{0} of {1} completed</translation>
    </message>
    <message>
        <source>Gemt på denne computer. Sendes, når det fælles lager svarer.</source>
        <translation>Kept on this computer. Sent when the shared store answers.</translation>
    </message>
    <message>
        <source>Venter på at blive sendt</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>Viser kun det, der er skrevet på denne computer.</source>
        <translation>Shows only what was written on this computer.</translation>
    </message>
    <message>
        <source>Viser planen, som den var {0}.</source>
        <translation>Shows the plan as it was at {0}.</translation>
    </message>
    <message>
        <source>i dag</source>
        <translation>today</translation>
    </message>
    <message>
        <source>Plan fra {0} · {1}</source>
        <translation>Plan from {0} · {1}</translation>
    </message>
    <message>
        <source>Skranke</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>Telefon</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Skriftligt</source>
        <translation>In writing</translation>
    </message>
    <message>
        <source>Færdig – intet mangler</source>
        <translation>Done – nothing is left</translation>
    </message>
    <message>
        <source>Fortsætter – noget mangler</source>
        <translation>Goes on – something is left</translation>
    </message>
    <message>
        <source>Vist videre – ikke vores opgave</source>
        <translation>Shown on – not our task</translation>
    </message>
    <message>
        <source>Afbrudt</source>
        <translation>Broken off</translation>
    </message>
</context>
<context>
    <name>readiness</name>
    <message>
        <source>{0} mangler</source>
        <translation>{0} is missing</translation>
    </message>
    <message>
        <source>Hentes ved åbning</source>
        <translation>Fetched when opened</translation>
    </message>
    <message>
        <source>Delvis klar, {0} mangler</source>
        <translation>Partly ready, {0} is missing</translation>
    </message>
    <message>
        <source>Hentes ved åbning, hvis registrene svarer.</source>
        <translation>Fetched when opened, if the registers answer.</translation>
    </message>
    <message>
        <source>{0}, {1}.</source>
        <translation>{0}, {1}.</translation>
    </message>
    <message>
        <source>Mangler: {0}.</source>
        <translation>Missing: {0}.</translation>
    </message>
    <message>
        <source>Hentes ved åbning: {0}.</source>
        <translation>Fetched when opened: {0}.</translation>
    </message>
    <message>
        <source>Klar offline</source>
        <translation>Ready offline</translation>
    </message>
    <message>
        <source>Klar uden indkomst</source>
        <translation>Ready without income</translation>
    </message>
    <message>
        <source>Delvis klar</source>
        <translation>Partly ready</translation>
    </message>
</context>
<context>
    <name>registers</name>
    <message>
        <source>{0} registre</source>
        <translation>{0} registers</translation>
    </message>
    <message>
        <source>Ingen registre svarer</source>
        <translation>No register answers</translation>
    </message>
    <message>
        <source>1 register svarer ikke</source>
        <translation>1 register does not answer</translation>
    </message>
    <message>
        <source>{0} registre svarer ikke</source>
        <translation>{0} registers do not answer</translation>
    </message>
    <message>
        <source>1 register svarer ustabilt</source>
        <translation>1 register answers unreliably</translation>
    </message>
    <message>
        <source>{0} registre svarer ustabilt</source>
        <translation>{0} registers answer unreliably</translation>
    </message>
    <message>
        <source>1 register afviser opslag</source>
        <translation>1 register refuses look-ups</translation>
    </message>
    <message>
        <source>{0} registre afviser opslag</source>
        <translation>{0} registers refuse look-ups</translation>
    </message>
    <message>
        <source>Afviser opslag siden {0}</source>
        <translation>Refusing look-ups since {0}</translation>
    </message>
    <message>
        <source>Svarer</source>
        <translation>Answers</translation>
    </message>
    <message>
        <source>Ikke spurgt endnu</source>
        <translation>Not asked yet</translation>
    </message>
    <message>
        <source>Svarer ustabilt siden {0}</source>
        <translation>Unreliable since {0}</translation>
    </message>
    <message>
        <source>Svarer ikke siden {0}</source>
        <translation>No answer since {0}</translation>
    </message>
    <message>
        <source>Prøves igen {0}.</source>
        <translation>Tried again {0}.</translation>
    </message>
    <message>
        <source>Person og familie vises fra sidst hentede, hvis de er hentet før. Bolig kan kun hentes for kendte adresser.</source>
        <translation>Person and family are shown as last fetched, if fetched before. A dwelling can only be fetched for a known address.</translation>
    </message>
    <message>
        <source>Indkomst vises fra sidst hentede, hvis den er hentet før.</source>
        <translation>Income is shown as last fetched, if fetched before.</translation>
    </message>
    <message>
        <source>Boligens areal og rum vises fra sidst hentede, hvis de er hentet før.</source>
        <translation>The dwelling&apos;s area and rooms are shown as last fetched, if fetched before.</translation>
    </message>
    <message>
        <source>Ydelser vises fra sidst hentede, hvis de er hentet før.</source>
        <translation>Benefits are shown as last fetched, if fetched before.</translation>
    </message>
    <message>
        <source>Sager vises fra sidst hentede, hvis de er hentet før. Dokumenter kan ikke åbnes.</source>
        <translation>Cases are shown as last fetched, if fetched before. Documents cannot be opened.</translation>
    </message>
    <message>
        <source>Adresser foreslås ikke, mens der skrives. Udtrækket kan stadig søges.</source>
        <translation>Addresses are not suggested while you type. The extract can still be searched.</translation>
    </message>
</context>
<context>
    <name>situations</name>
    <message>
        <source>Familie</source>
        <translation>Family</translation>
    </message>
    <message>
        <source>Arbejde</source>
        <translation>Work</translation>
    </message>
    <message>
        <source>Bolig</source>
        <translation>Dwelling</translation>
    </message>
    <message>
        <source>Pension og ældre</source>
        <translation>Pension and older people</translation>
    </message>
    <message>
        <source>Beregn: {0}</source>
        <translation>Estimate: {0}</translation>
    </message>
</context>
<context>
    <name>texts</name>
    <message>
        <source>Person og familie</source>
        <translation>Person and family</translation>
    </message>
    <message>
        <source>Bolig</source>
        <translation>Dwelling</translation>
    </message>
    <message>
        <source>Indkomst</source>
        <translation>Income</translation>
    </message>
    <message>
        <source>Ydelser</source>
        <translation>Benefits</translation>
    </message>
    <message>
        <source>Sager og dokumenter</source>
        <translation>Cases and documents</translation>
    </message>
    <message>
        <source>Historik</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Adressevælger</source>
        <translation>Address search</translation>
    </message>
    <message>
        <source>Ydelsesindeks</source>
        <translation>Benefits index</translation>
    </message>
    <message>
        <source>Sagsarkiv</source>
        <translation>Case archive</translation>
    </message>
    <message>
        <source>{0} svarede ikke i tide.</source>
        <translation>{0} did not answer in time.</translation>
    </message>
    <message>
        <source>{0} er ude af drift.</source>
        <translation>{0} is out of service.</translation>
    </message>
    <message>
        <source>{0} kan ikke nås.</source>
        <translation>{0} cannot be reached.</translation>
    </message>
    <message>
        <source>{0} svarede med en anden nøgle end den aftalte. Intet er sendt. Sig det til it-afdelingen.</source>
        <translation>{0} answered with another key than the agreed one. Nothing was sent. Tell the IT department.</translation>
    </message>
    <message>
        <source>Du har ikke adgang til disse oplysninger i {0}.</source>
        <translation>You have no access to this information in {0}.</translation>
    </message>
    <message>
        <source>{0} gav et svar, som ikke kan læses.</source>
        <translation>{0} gave an answer that cannot be read.</translation>
    </message>
    <message>
        <source>{0} gav et svar, som er for stort.</source>
        <translation>{0} gave an answer that is too large.</translation>
    </message>
    <message>
        <source>{0} svarede om noget andet end det, der blev spurgt om. Svaret er ikke vist.</source>
        <translation>{0} answered about something other than what was asked. The answer is not shown.</translation>
    </message>
    <message>
        <source>{0} kender ikke det, der blev spurgt om.</source>
        <translation>{0} does not know what was asked about.</translation>
    </message>
    <message>
        <source>Boligen kan ikke findes uden adressen fra CPR.</source>
        <translation>The dwelling cannot be found without the address from CPR.</translation>
    </message>
    <message>
        <source>{0} er ikke sat op for denne arbejdsplads.</source>
        <translation>{0} is not set up for this desk.</translation>
    </message>
    <message>
        <source>CPR kender ikke nummeret på aftalen. Spørg borgeren om det.</source>
        <translation>CPR does not know the number on the appointment. Ask the citizen for it.</translation>
    </message>
    <message>
        <source>CPR kender ikke nummeret. Se efter, om det er tastet rigtigt.</source>
        <translation>CPR does not know the number. Check that it was typed correctly.</translation>
    </message>
    <message>
        <source>Svarer</source>
        <translation>Answers</translation>
    </message>
    <message>
        <source>Siden {0}.</source>
        <translation>Since {0}.</translation>
    </message>
    <message>
        <source>Viser oplysninger fra {0}.</source>
        <translation>Showing information from {0}.</translation>
    </message>
    <message>
        <source>Reference {0}.</source>
        <translation>Reference {0}.</translation>
    </message>
    <message>
        <source>Du har ingen rolle, der giver adgang.</source>
        <translation>You have no role that gives access.</translation>
    </message>
    <message>
        <source>Dine roller er ikke bekræftet i 12 timer. Oplysninger vises igen, når der er forbindelse, eller når du har logget ind i kommunens login.</source>
        <translation>Your roles have not been confirmed for 12 hours. Data are shown again when there is a connection, or when you have signed in with the municipality&apos;s sign-in.</translation>
    </message>
    <message>
        <source>Du kan ikke slå dig selv op. En kollega skal hjælpe dig.</source>
        <translation>You cannot look yourself up. A colleague must help you.</translation>
    </message>
    <message>
        <source>Du kan ikke slå din nærmeste familie op. En kollega skal tage henvendelsen.</source>
        <translation>You cannot look up your close family. A colleague must take over.</translation>
    </message>
    <message>
        <source>Borgeren er skærmet. En medarbejder med særlig adgang skal tage henvendelsen.</source>
        <translation>The citizen is shielded. An employee with special access must take over.</translation>
    </message>
    <message>
        <source>Din rolle kan forberede opgaven, men ikke afgøre den. Den skal gives videre.</source>
        <translation>Your role can prepare the task but not decide it. It must be handed over.</translation>
    </message>
    <message>
        <source>Sagen er mere følsom, end din rolle giver adgang til.</source>
        <translation>The case is more sensitive than your role gives access to.</translation>
    </message>
    <message>
        <source>Ærindet ligger uden for din rolles emner, og din rolle giver ikke adgang til følsomme oplysninger. En kollega skal tage henvendelsen.</source>
        <translation>The errand lies outside your role&apos;s subjects, and your role gives no access to sensitive data. A colleague must take the enquiry.</translation>
    </message>
    <message>
        <source>Borgeren er din kollega. Lad en anden tage henvendelsen, eller skriv, hvorfor det må være dig.</source>
        <translation>The citizen is your colleague. Let somebody else take over, or write why it must be you.</translation>
    </message>
    <message>
        <source>Ærindet ligger uden for din rolles emner. Skriv, hvorfor du må tage det.</source>
        <translation>The errand lies outside your role&apos;s subjects. Write why you must take it.</translation>
    </message>
    <message>
        <source>Sagen hører til en anden enhed. Skriv, hvorfor du må åbne den.</source>
        <translation>The case belongs to another department. Write why you must open it.</translation>
    </message>
    <message>
        <source>ingen forbindelse til registrene</source>
        <translation>no connection to the registers</translation>
    </message>
    <message>
        <source>{0} svarer ikke</source>
        <translation>{0} does not answer</translation>
    </message>
    <message>
        <source>din adgang er ikke bekræftet i 12 timer</source>
        <translation>your access has not been confirmed for 12 hours</translation>
    </message>
    <message>
        <source>I kø, sendes senere: {0}.</source>
        <translation>Queued, sent later: {0}.</translation>
    </message>
    <message>
        <source>Ikke muligt nu: {0}.</source>
        <translation>Not possible now: {0}.</translation>
    </message>
    <message>
        <source>Nu</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>I kø</source>
        <translation>Queued</translation>
    </message>
    <message>
        <source>Ikke muligt offline</source>
        <translation>Not possible offline</translation>
    </message>
    <message>
        <source>Bopæl i Danmark</source>
        <translation>Resident in Denmark</translation>
    </message>
    <message>
        <source>Uden fast bopæl</source>
        <translation>No fixed address</translation>
    </message>
    <message>
        <source>Bopæl i Grønland</source>
        <translation>Resident in Greenland</translation>
    </message>
    <message>
        <source>Grønland, uden fast bopæl</source>
        <translation>Greenland, no fixed address</translation>
    </message>
    <message>
        <source>Uden bopæl, nummer til skatteformål</source>
        <translation>Not resident, number for tax purposes</translation>
    </message>
    <message>
        <source>Annulleret personnummer</source>
        <translation>Annulled CPR number</translation>
    </message>
    <message>
        <source>Slettet personnummer (dobbeltnummer)</source>
        <translation>Deleted CPR number (double number)</translation>
    </message>
    <message>
        <source>Ændret personnummer</source>
        <translation>Changed CPR number</translation>
    </message>
    <message>
        <source>Forsvundet</source>
        <translation>Disappeared</translation>
    </message>
    <message>
        <source>Udrejst</source>
        <translation>Emigrated</translation>
    </message>
    <message>
        <source>Død</source>
        <translation>Dead</translation>
    </message>
    <message>
        <source>Enke</source>
        <translation>Widow</translation>
    </message>
    <message>
        <source>Enkemand</source>
        <translation>Widower</translation>
    </message>
    <message>
        <source>Ugift</source>
        <translation>Unmarried</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>Married</translation>
    </message>
    <message>
        <source>Fraskilt</source>
        <translation>Divorced</translation>
    </message>
    <message>
        <source>Enke/enkemand</source>
        <translation>Widow/widower</translation>
    </message>
    <message>
        <source>Registreret partner</source>
        <translation>Registered partner</translation>
    </message>
    <message>
        <source>Ophævet partnerskab</source>
        <translation>Dissolved partnership</translation>
    </message>
    <message>
        <source>Længstlevende partner</source>
        <translation>Surviving partner</translation>
    </message>
    <message>
        <source>Ægtefælle</source>
        <translation>Spouse</translation>
    </message>
    <message>
        <source>Barn</source>
        <translation>Child</translation>
    </message>
    <message>
        <source>Mor</source>
        <translation>Mother</translation>
    </message>
    <message>
        <source>Far/medmor</source>
        <translation>Father/co-mother</translation>
    </message>
    <message>
        <source>Forældremyndighed</source>
        <translation>Custody</translation>
    </message>
    <message>
        <source>Værge</source>
        <translation>Guardian</translation>
    </message>
    <message>
        <source>Anden indehaver</source>
        <translation>Other holder</translation>
    </message>
    <message>
        <source>Løn</source>
        <translation>Wages</translation>
    </message>
    <message>
        <source>Offentlig pension</source>
        <translation>Public pension</translation>
    </message>
    <message>
        <source>Anden pension</source>
        <translation>Other pension</translation>
    </message>
    <message>
        <source>Offentlig ydelse</source>
        <translation>Public benefit</translation>
    </message>
    <message>
        <source>SU</source>
        <translation>SU (student grant)</translation>
    </message>
    <message>
        <source>B-indkomst</source>
        <translation>B-income</translation>
    </message>
    <message>
        <source>Skattefri</source>
        <translation>Tax-free</translation>
    </message>
    <message>
        <source>Anden indkomst</source>
        <translation>Other income</translation>
    </message>
    <message>
        <source>A-indkomst med AM-bidrag</source>
        <translation>A-income with AM contribution</translation>
    </message>
    <message>
        <source>A-indkomst uden AM-bidrag</source>
        <translation>A-income without AM contribution</translation>
    </message>
    <message>
        <source>Indeholdt A-skat</source>
        <translation>A-tax withheld</translation>
    </message>
    <message>
        <source>AM-bidrag</source>
        <translation>AM contribution</translation>
    </message>
    <message>
        <source>Fri bil</source>
        <translation>Company car</translation>
    </message>
    <message>
        <source>Fri kost og logi</source>
        <translation>Free board and lodging</translation>
    </message>
    <message>
        <source>B-indkomst med AM-bidrag</source>
        <translation>B-income with AM contribution</translation>
    </message>
    <message>
        <source>B-indkomst uden AM-bidrag</source>
        <translation>B-income without AM contribution</translation>
    </message>
    <message>
        <source>ATP-bidrag</source>
        <translation>ATP contribution</translation>
    </message>
    <message>
        <source>Skattefri befordring</source>
        <translation>Tax-free travel allowance</translation>
    </message>
    <message>
        <source>Fratrædelse og jubilæum</source>
        <translation>Severance and anniversary pay</translation>
    </message>
    <message>
        <source>Tilbagebetalt kontanthjælp</source>
        <translation>Cash assistance paid back</translation>
    </message>
    <message>
        <source>Bruttoferiepenge</source>
        <translation>Gross holiday pay</translation>
    </message>
    <message>
        <source>Egen pension</source>
        <translation>Own pension contribution</translation>
    </message>
    <message>
        <source>Arbejdsgivers pension</source>
        <translation>Employer&apos;s pension contribution</translation>
    </message>
    <message>
        <source>{group} fra SE {payer} begyndte i {month} ({after} pr. måned)</source>
        <translation>{group} from SE {payer} began in {month} ({after} per month)</translation>
    </message>
    <message>
        <source>{group} fra SE {payer} ophørte i {month} (var {before} pr. måned)</source>
        <translation>{group} from SE {payer} ended in {month} (was {before} per month)</translation>
    </message>
    <message>
        <source>{group} fra SE {payer} steg i {month} fra {before} til {after}</source>
        <translation>{group} from SE {payer} rose in {month} from {before} to {after}</translation>
    </message>
    <message>
        <source>{group} fra SE {payer} faldt i {month} fra {before} til {after}</source>
        <translation>{group} from SE {payer} fell in {month} from {before} to {after}</translation>
    </message>
    <message>
        <source>{0} – foreløbig</source>
        <translation>{0} – provisional</translation>
    </message>
    <message>
        <source>Begyndte</source>
        <translation>Began</translation>
    </message>
    <message>
        <source>Ophørte</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>Steg</source>
        <translation>Rose</translation>
    </message>
    <message>
        <source>Faldt</source>
        <translation>Fell</translation>
    </message>
    <message>
        <source>Kommunen</source>
        <translation>The municipality</translation>
    </message>
    <message>
        <source>Udbetaling Danmark</source>
        <translation>Udbetaling Danmark</translation>
    </message>
    <message>
        <source>pr. dag</source>
        <translation>per day</translation>
    </message>
    <message>
        <source>pr. uge</source>
        <translation>per week</translation>
    </message>
    <message>
        <source>hver 14. dag</source>
        <translation>every 14 days</translation>
    </message>
    <message>
        <source>pr. måned</source>
        <translation>per month</translation>
    </message>
    <message>
        <source>pr. kvartal</source>
        <translation>per quarter</translation>
    </message>
    <message>
        <source>Ikke fortrolig</source>
        <translation>Not confidential</translation>
    </message>
    <message>
        <source>Fortrolig</source>
        <translation>Confidential</translation>
    </message>
    <message>
        <source>Følsom</source>
        <translation>Sensitive</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>sagen findes ikke i arkivet</source>
        <translation>the case is not in the archive</translation>
    </message>
    <message>
        <source>sagen handler om en anden borger</source>
        <translation>the case is about another citizen</translation>
    </message>
    <message>
        <source>arkivet har et andet dokument med samme nummer</source>
        <translation>the archive has another document with the same number</translation>
    </message>
    <message>
        <source>arkivet tager ikke imod notatet</source>
        <translation>the archive does not accept the note</translation>
    </message>
    <message>
        <source>notatet er skrevet af en anden udgave af Indgang</source>
        <translation>the note was written by another version of Indgang</translation>
    </message>
    <message>
        <source>Indgående brev</source>
        <translation>Incoming letter</translation>
    </message>
    <message>
        <source>Udgående brev</source>
        <translation>Outgoing letter</translation>
    </message>
    <message>
        <source>Internt notat</source>
        <translation>Internal note</translation>
    </message>
    <message>
        <source>Modtaget</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Fordelt</source>
        <translation>Assigned</translation>
    </message>
    <message>
        <source>Under udarbejdelse</source>
        <translation>Being drafted</translation>
    </message>
    <message>
        <source>Til gennemsyn</source>
        <translation>Under review</translation>
    </message>
    <message>
        <source>Udgivet</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>Endeligt</source>
        <translation>Final</translation>
    </message>
    <message>
        <source>Afleveret til arkiv</source>
        <translation>Handed over to the archives</translation>
    </message>
    <message>
        <source>Under oplysning</source>
        <translation>Fact-finding</translation>
    </message>
    <message>
        <source>Afgjort</source>
        <translation>Decided</translation>
    </message>
    <message>
        <source>Bestilt</source>
        <translation>Ordered</translation>
    </message>
    <message>
        <source>Udført</source>
        <translation>Carried out</translation>
    </message>
    <message>
        <source>Afsluttet</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Forældremyndighed: {0}</source>
        <translation>Custody: {0}</translation>
    </message>
    <message>
        <source>{0} begyndte (SE {1})</source>
        <translation>{0} began (SE {1})</translation>
    </message>
    <message>
        <source>{0} ophørte (SE {1})</source>
        <translation>{0} ended (SE {1})</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>Flyttede</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>Flyttede til {0}</source>
        <translation>Moved to {0}</translation>
    </message>
    <message>
        <source>Født</source>
        <translation>Born</translation>
    </message>
    <message>
        <source>Fik barn: {name}</source>
        <translation>Had a child: {name}</translation>
    </message>
    <message>
        <source>Udrejste til {country}</source>
        <translation>Emigrated to {country}</translation>
    </message>
    <message>
        <source>Separeret</source>
        <translation>Separated</translation>
    </message>
    <message>
        <source>Kom under værgemål</source>
        <translation>Placed under guardianship</translation>
    </message>
    <message>
        <source>Navne- og adressebeskyttelse</source>
        <translation>Name and address protection</translation>
    </message>
    <message>
        <source>{name} bevilget</source>
        <translation>{name} granted</translation>
    </message>
    <message>
        <source>{name} ophørte</source>
        <translation>{name} ended</translation>
    </message>
    <message>
        <source>Sag oprettet: {title}</source>
        <translation>Case opened: {title}</translation>
    </message>
    <message>
        <source>Noget gik galt ({0}). Prøv igen, eller kontakt support.</source>
        <translation>Something went wrong ({0}). Try again, or contact support.</translation>
    </message>
    <message>
        <source>Opslaget kan ikke logges, og derfor vises intet. Kontakt support.</source>
        <translation>The look-up cannot be logged, so nothing is shown. Contact support.</translation>
    </message>
    <message>
        <source>Loggen på denne computer er ældre, end den var sidst. Kontakt sikkerhedslederen.</source>
        <translation>The log on this computer is older than it was last. Contact the information security officer.</translation>
    </message>
    <message>
        <source>Linje {line} i loggen kan ikke læses. Kontakt sikkerhedslederen.</source>
        <translation>Line {line} of the log cannot be read. Contact the information security officer.</translation>
    </message>
    <message>
        <source>Filen {file} har en fejl under [{key}].</source>
        <translation>The file {file} has a mistake under [{key}].</translation>
    </message>
    <message>
        <source>Satserne i {file} har en fejl under [{key}].</source>
        <translation>The rates in {file} have an error under [{key}].</translation>
    </message>
    <message>
        <source>Kommunens bekræftede satser i {file} har en fejl under [{key}].</source>
        <translation>The municipality&apos;s confirmed rates in {file} have an error under [{key}].</translation>
    </message>
    <message>
        <source>Satspakken {file} er ikke underskrevet af udgiveren og er ikke taget i brug.</source>
        <translation>The rate pack {file} is not signed by its publisher and is not in use.</translation>
    </message>
    <message>
        <source>Satspakken {file} er beskadiget eller ufuldstændig og er ikke taget i brug.</source>
        <translation>The rate pack {file} is damaged or incomplete and is not in use.</translation>
    </message>
    <message>
        <source>Satspakken {file} er dateret efter i dag og er ikke taget i brug.</source>
        <translation>The rate pack {file} is dated after today and is not used.</translation>
    </message>
    <message>
        <source>Ydelsen findes ikke. Vælg en af: {keys}.</source>
        <translation>There is no such benefit. Choose one of: {keys}.</translation>
    </message>
    <message>
        <source>Filens første linje har ingen af ydelsens kolonner: {columns}.</source>
        <translation>The first line of the file has none of the benefit&apos;s columns: {columns}.</translation>
    </message>
    <message>
        <source>Filen {file} har en fejl i linje {line} under [{key}].</source>
        <translation>The file {file} has a mistake in line {line} under [{key}].</translation>
    </message>
    <message>
        <source>Kommunens egne noter i {file} kan ikke læses. Filen er ikke ændret. Kontakt support.</source>
        <translation>The municipality’s own notes in {file} cannot be read. The file is unchanged. Contact support.</translation>
    </message>
    <message>
        <source>Noten er ikke gemt: filen {file} kan ikke skrives. Tjek rettighederne til mappen.</source>
        <translation>The note is not saved: the file {file} cannot be written. Check the rights to the folder.</translation>
    </message>
    <message>
        <source>Noten er ikke gemt: andre er ved at skrive i filen {file}. Gem igen om lidt.</source>
        <translation>The note is not saved: others are writing to the file {file}. Save again in a moment.</translation>
    </message>
    <message>
        <source>En anden har rettet noten imens. Deres står øverst. Gem igen for at skrive din i stedet.</source>
        <translation>Somebody else has edited the note meanwhile. Theirs stands at the top. Save again to write yours instead.</translation>
    </message>
    <message>
        <source>En betingelse i reglerne er skrevet forkert.</source>
        <translation>A condition in the rules is written wrongly.</translation>
    </message>
    <message>
        <source>Skriv, hvad borgeren har sagt ja til.</source>
        <translation>Write what the citizen has agreed to.</translation>
    </message>
    <message>
        <source>Indkomst kan kun åbnes med et ærinde, der har egen hjemmel til det.</source>
        <translation>Income can only be opened with an errand that has its own legal basis for it.</translation>
    </message>
    <message>
        <source>Linje {line} er ikke et CPR-nummer og en liste. De gamle lister er beholdt.</source>
        <translation>Line {line} is not a CPR number and a list. The old lists are kept.</translation>
    </message>
    <message>
        <source>Filen har ingen på listerne. De gamle lister er beholdt.</source>
        <translation>The file has nobody on the lists. The old lists are kept.</translation>
    </message>
    <message>
        <source>Det kan højst gælde i {hours} t.</source>
        <translation>It can last {hours} h at the most.</translation>
    </message>
    <message>
        <source>Det er ikke nødvendigt for dette ærinde.</source>
        <translation>It is not necessary for this errand.</translation>
    </message>
    <message>
        <source>Skriv, hvorfor opslaget er nødvendigt.</source>
        <translation>Write why the look-up is necessary.</translation>
    </message>
    <message>
        <source>Opsætningsfilen {file} kan ikke læses.</source>
        <translation>The configuration file {file} cannot be read.</translation>
    </message>
    <message>
        <source>Opsætningen {key} mangler eller er forkert.</source>
        <translation>The setting {key} is missing or wrong.</translation>
    </message>
    <message>
        <source>Mappen til lokale filer hører til noget andet. Træning og drift deler aldrig mappe.</source>
        <translation>The folder for local files belongs to something else. Training and real work never share a folder.</translation>
    </message>
    <message>
        <source>Filen kan ikke skrives. Vælg en ny fil et andet sted.</source>
        <translation>The file cannot be written. Choose a new file somewhere else.</translation>
    </message>
    <message>
        <source>Det er ikke et CPR-nummer.</source>
        <translation>That is not a CPR number.</translation>
    </message>
    <message>
        <source>Indgang er allerede åben ved denne arbejdsplads. Find vinduet, der er åbent.</source>
        <translation>Indgang is open at this desk already. Find the window that is open.</translation>
    </message>
    <message>
        <source>Mappen til lokale filer kan ikke bruges.</source>
        <translation>The folder for local files cannot be used.</translation>
    </message>
    <message>
        <source>Disken er fuld, og det sidste er ikke gemt. Gør plads på disken, og prøv igen.</source>
        <translation>The disk is full, and the last thing was not saved. Make room on the disk and try again.</translation>
    </message>
    <message>
        <source>De lokale filer er i brug af et andet program. Prøv igen om lidt.</source>
        <translation>The local files are in use by another program. Try again in a moment.</translation>
    </message>
    <message>
        <source>De lokale filer kan ikke skrives. Tjek rettighederne til mappen, eller kontakt support.</source>
        <translation>The local files cannot be written. Check the folder&apos;s permissions, or contact support.</translation>
    </message>
    <message>
        <source>De lokale filer kan ikke læses: disken eller en fil er beskadiget. Luk Indgang, og kontakt support.</source>
        <translation>The local files cannot be read: the disk or a file is damaged. Close Indgang and contact support.</translation>
    </message>
    <message>
        <source>Arbejdspladsen er låst.</source>
        <translation>The workplace is locked.</translation>
    </message>
    <message>
        <source>De lokale filer er skrevet af en nyere udgave af Indgang. Start den nye udgave. Intet er ændret.</source>
        <translation>The local files were written by a newer version of Indgang. Start the new version. Nothing has been changed.</translation>
    </message>
    <message>
        <source>Der er ikke logget ind på denne arbejdsplads. Log ind i kommunens login, og prøv igen.</source>
        <translation>Nobody is signed in at this desk. Sign in with the municipality&apos;s sign-in, and try again.</translation>
    </message>
    <message>
        <source>Kommunens login har afleveret et bevis, der ikke kan læses. Log ind igen, eller kontakt support.</source>
        <translation>The municipality&apos;s sign-in has delivered a token that cannot be read. Sign in again, or contact support.</translation>
    </message>
    <message>
        <source>Beviset fra kommunens login er ikke underskrevet af den udsteder, som Indgang er sat op til at stole på. Ingen rettigheder er givet. Kontakt support.</source>
        <translation>The token from the municipality&apos;s sign-in is not signed by the issuer that Indgang is set up to trust. No rights are given. Contact support.</translation>
    </message>
    <message>
        <source>Beviset fra kommunens login gælder et andet system end Indgang. Kontakt support.</source>
        <translation>The token from the municipality&apos;s sign-in is for another system than Indgang. Contact support.</translation>
    </message>
    <message>
        <source>En anden end arbejdspladsens medarbejder er logget ind. Log ind som dig selv, eller kontakt support.</source>
        <translation>Somebody else than this desk&apos;s employee is signed in. Sign in as yourself, or contact support.</translation>
    </message>
    <message>
        <source>Beviset fra kommunens login gælder ikke endnu. Tjek computerens ur.</source>
        <translation>The token from the municipality&apos;s sign-in is not valid yet. Check the computer&apos;s clock.</translation>
    </message>
    <message>
        <source>Beviset fra kommunens login er udløbet. Log ind i kommunens login igen.</source>
        <translation>The token from the municipality&apos;s sign-in has expired. Sign in again.</translation>
    </message>
    <message>
        <source>Computeren har intet sikkert nøglelager ({backend}), og derfor kan de lokale filer ikke krypteres. Intet er gemt. Kontakt support.</source>
        <translation>The computer has no safe key store ({backend}), so the local files cannot be encrypted. Nothing has been saved. Contact support.</translation>
    </message>
    <message>
        <source>Computerens nøglelager svarer ikke eller er låst. Lås det op, og prøv igen. Intet er ændret.</source>
        <translation>The computer&apos;s key store does not answer or is locked. Unlock it and try again. Nothing has been changed.</translation>
    </message>
    <message>
        <source>Udbakken er væk fra mappen til lokale filer. Der er ikke lavet en ny. Find filen, eller indlæs en sikkerhedskopi.</source>
        <translation>The outbox is gone from the folder for local files. No new one has been made. Find the file, or restore a backup.</translation>
    </message>
    <message>
        <source>Nøglen til udbakken er ikke i computerens nøglelager. Udbakken er urørt og åbner igen, når kommunens gendannelsesnøgle har lagt nøglen tilbage.</source>
        <translation>The key of the outbox is not in the computer&apos;s key store. The outbox is untouched and opens again once the municipality&apos;s recovery key has put the key back.</translation>
    </message>
    <message>
        <source>Nøglen til udbakken blev lagt i nøglelageret {before}, men computeren bruger nu {now}. Udbakken er urørt. Skift tilbage, eller læg nøglen på plads med kommunens gendannelsesnøgle.</source>
        <translation>The key of the outbox was put in the key store {before}, but the computer now uses {now}. The outbox is untouched. Switch back, or put the key in place with the municipality&apos;s recovery key.</translation>
    </message>
    <message>
        <source>Nøglelageret har en anden nøgle end udbakkens. Udbakken er urørt og åbner igen, når kommunens gendannelsesnøgle har lagt den rigtige tilbage.</source>
        <translation>The key store has another key than the outbox&apos;s. The outbox is untouched and opens again once the municipality&apos;s recovery key has put the right one back.</translation>
    </message>
    <message>
        <source>Nøglen passer, men udbakken er beskadiget. Filen er urørt. Indlæs en sikkerhedskopi, eller kontakt support.</source>
        <translation>The key fits, but the outbox is damaged. The file is untouched. Restore a backup, or contact support.</translation>
    </message>
    <message>
        <source>Udbakken kan ikke åbnes, og nøglelisten ved siden af mangler, så det kan ikke siges, om nøglen er forkert eller filen beskadiget. Filen er urørt. Kontakt support.</source>
        <translation>The outbox cannot be opened, and the list of keys beside it is missing, so it cannot be said whether the key is wrong or the file damaged. The file is untouched. Contact support.</translation>
    </message>
    <message>
        <source>Gendannelsesnøglen eller nøglelisten kan ikke læses. Intet er ændret.</source>
        <translation>The recovery key or the list of keys cannot be read. Nothing has been changed.</translation>
    </message>
    <message>
        <source>Gendannelsesnøglen hører ikke til denne arbejdsplads. Intet er ændret.</source>
        <translation>The recovery key does not belong to this workplace. Nothing has been changed.</translation>
    </message>
    <message>
        <source>Mappen har allerede filer. Vælg en tom mappe til sikkerhedskopien.</source>
        <translation>The folder already has files. Choose an empty folder for the backup.</translation>
    </message>
    <message>
        <source>Sikkerhedskopien blev ikke hel og gælder ikke. Tjek pladsen og rettighederne, og prøv igen.</source>
        <translation>The backup did not become whole and does not count. Check room and permissions and try again.</translation>
    </message>
    <message>
        <source>Sikkerhedskopien er ikke hel og er ikke indlæst. Intet er ændret.</source>
        <translation>The backup is not whole and has not been restored. Nothing has been changed.</translation>
    </message>
    <message>
        <source>Blanketten kan ikke færdiggøres endnu. Se, hvad der mangler.</source>
        <translation>The form cannot be finished yet. See what is missing.</translation>
    </message>
    <message>
        <source>Du kan ikke tage blanketten op: den skal afgøres af en, der må mere. Giv den videre.</source>
        <translation>You cannot take up the form: it is for somebody who may decide more. Pass it on.</translation>
    </message>
    <message>
        <source>Afgørelsen er ikke truffet: borgeren skal partshøres først. Udfyld Partshøring nederst.</source>
        <translation>The decision has not been made: the citizen must be heard first. Fill in Hearing of the party at the bottom.</translation>
    </message>
    <message>
        <source>Filen er for stor. Den må højst fylde 10 MB.</source>
        <translation>The file is too large. It may take 10 MB at most.</translation>
    </message>
    <message>
        <source>Filen kan ikke bruges. Vælg en PDF, JPEG eller PNG, der kan læses.</source>
        <translation>The file cannot be used. Choose a PDF, JPEG or PNG that can be read.</translation>
    </message>
    <message>
        <source>Skriv både overskrift og tekst.</source>
        <translation>Write both a heading and a text.</translation>
    </message>
    <message>
        <source>Sagen handler ikke om borgeren på siden. Der er ikke skrevet noget på den.</source>
        <translation>The case is not about the citizen on the page. Nothing has been written on it.</translation>
    </message>
    <message>
        <source>Notatet er ikke længere parkeret og kan ikke tages tilbage.</source>
        <translation>The note is no longer parked and cannot be taken back.</translation>
    </message>
    <message>
        <source>Der er allerede en kladde på sagen. Gør den færdig, eller slet dens tekst først.</source>
        <translation>There is already a draft on the case. Finish it, or delete its text first.</translation>
    </message>
    <message>
        <source>Det fælles lager svarer ikke. Det, du gør nu, gemmes her og sendes, når det svarer.</source>
        <translation>The shared store does not answer. What you do now is kept here and sent when it answers.</translation>
    </message>
    <message>
        <source>Det fælles lager er optaget. Der prøves igen af sig selv.</source>
        <translation>The shared store is busy. It is tried again by itself.</translation>
    </message>
    <message>
        <source>Det fælles lager svarer, men giver ikke denne bruger adgang: brugernavnet, adgangskoden, databasens navn eller rettigheden passer ikke. Kontakt driften.</source>
        <translation>The shared store answers but gives this user no access: the user name, the password, the name of the database or the right is wrong. Contact operations.</translation>
    </message>
    <message>
        <source>Det fælles lager kan ikke bevise, at det er det rigtige: certifikatet er udløbet, til et andet navn eller fra en anden udsteder, eller serveren krypterer ikke. Intet er sendt til det. Kontakt driften.</source>
        <translation>The shared store cannot prove that it is the right one: its certificate has expired, is for another name or from another issuer, or the server does not encrypt. Nothing has been sent to it. Contact operations.</translation>
    </message>
    <message>
        <source>Det fælles lager mangler tabeller, som denne udgave af Indgang skal bruge. Driften skal køre kommandoen upgrade-store. Det, du gør imens, gemmes her.</source>
        <translation>The shared store lacks tables that this version of Indgang needs. Operations must run the command upgrade-store. What you do meanwhile is kept here.</translation>
    </message>
    <message>
        <source>Det fælles lager tager ikke imod det: det passer ikke til det, der er der i forvejen.</source>
        <translation>The shared store does not take it: it does not fit what is there already.</translation>
    </message>
    <message>
        <source>Det fælles lager har noget andet under samme nummer. Kontakt support.</source>
        <translation>The shared store has something else under the same number. Contact support.</translation>
    </message>
    <message>
        <source>Det fælles lager er fra en nyere udgave af Indgang. Opdater Indgang på denne computer.</source>
        <translation>The shared store is from a newer version of Indgang. Update Indgang on this computer.</translation>
    </message>
    <message>
        <source>Filen med henvendelser og planer er væk fra arbejdspladsens mappe. Kontakt support.</source>
        <translation>The file with contacts and plans is gone from the desk&apos;s folder. Contact support.</translation>
    </message>
    <message>
        <source>Nøglen til henvendelser og planer er ikke i computerens nøglelager. Filen er urørt og åbner igen, når kommunens gendannelsesnøgle har lagt nøglen tilbage.</source>
        <translation>The key to contacts and plans is not in the computer&apos;s key store. The file is untouched and opens again when the municipality&apos;s recovery key has put the key back.</translation>
    </message>
    <message>
        <source>Nøglelageret har en anden nøgle end filen med henvendelser og planer. Filen er urørt og åbner igen, når kommunens gendannelsesnøgle har lagt den rigtige tilbage.</source>
        <translation>The key store has another key than the file with contacts and plans. The file is untouched and opens again when the municipality&apos;s recovery key has put the right one back.</translation>
    </message>
    <message>
        <source>Opsætningen siger ikke, hvor længe henvendelser og planer skal gemmes, og hvorfor ([retention]). Intet er slettet.</source>
        <translation>The configuration does not say how long contacts and plans are to be kept, and why ([retention]). Nothing has been deleted.</translation>
    </message>
    <message>
        <source>Skriv, hvad opgaven er.</source>
        <translation>Write what the task is.</translation>
    </message>
    <message>
        <source>Udfyld det, der mangler, og gem igen.</source>
        <translation>Fill in what is missing and save again.</translation>
    </message>
    <message>
        <source>Skriv notatets tekst.</source>
        <translation>Write the text of the note.</translation>
    </message>
    <message>
        <source>Papiret kunne ikke sættes op til udskrift. Prøv igen, eller kontakt support.</source>
        <translation>The paper could not be set for printing. Try again, or contact support.</translation>
    </message>
    <message>
        <source>Udskriften blev ikke færdig. Se ved printeren, om noget kom ud, og udskriv igen.</source>
        <translation>Printing did not finish. See at the printer whether anything came out, and print again.</translation>
    </message>
    <message>
        <source>Der er intet CPR-udtræk på denne arbejdsplads endnu.</source>
        <translation>There is no CPR extract at this desk yet.</translation>
    </message>
    <message>
        <source>CPR-udtrækket skal indlæses igen efter opdateringen.</source>
        <translation>The CPR extract must be imported again after the update.</translation>
    </message>
    <message>
        <source>CPR-udtrækket er beskadiget og skal indlæses igen.</source>
        <translation>The CPR extract is damaged and must be imported again.</translation>
    </message>
    <message>
        <source>CPR-udtrækket er i brug. Luk Indgang på denne computer, og indlæs igen.</source>
        <translation>The CPR extract is in use. Close Indgang on this computer and import again.</translation>
    </message>
    <message>
        <source>Et andet udtræk er ved at blive indlæst. Prøv igen om lidt.</source>
        <translation>Another extract is being imported. Try again in a moment.</translation>
    </message>
    <message>
        <source>Nøglen til CPR-udtrækket er ikke i computerens nøglelager. Indlæs udtrækket igen.</source>
        <translation>The key to the CPR extract is not in this computer&apos;s key store. Import the extract again.</translation>
    </message>
    <message>
        <source>Filen kan ikke læses.</source>
        <translation>The file cannot be read.</translation>
    </message>
    <message>
        <source>Udtrækket har ingen personer. Det gamle er beholdt.</source>
        <translation>The extract has no people in it. The old one is kept.</translation>
    </message>
    <message>
        <source>Udtrækket kan være om virkelige borgere. Træning tager kun opdigtede. Det gamle er beholdt.</source>
        <translation>The extract may be about real citizens. Training takes only made-up ones. The old one is kept.</translation>
    </message>
    <message>
        <source>Filen er ikke et CPR-udtræk. Det gamle er beholdt.</source>
        <translation>The file is not a CPR extract. The old one is kept.</translation>
    </message>
    <message>
        <source>Udtrækket har tegn, der ikke hører til dets tegnsæt. Det gamle er beholdt.</source>
        <translation>The extract has characters that do not belong to its character set. The old one is kept.</translation>
    </message>
    <message>
        <source>Udtrækket slutter før tid: slutposten mangler. Det gamle er beholdt.</source>
        <translation>The extract ends too early: the final record is missing. The old one is kept.</translation>
    </message>
    <message>
        <source>Udtrækket har et andet antal poster, end slutposten siger. Det gamle er beholdt.</source>
        <translation>The extract has another number of records than the final record says. The old one is kept.</translation>
    </message>
    <message>
        <source>En persons poster ligger flere steder i udtrækket. Det gamle er beholdt.</source>
        <translation>One person&apos;s records lie in several places in the extract. The old one is kept.</translation>
    </message>
    <message>
        <source>Udtrækket har en post, der ikke kan læses. Det gamle er beholdt.</source>
        <translation>The extract has a record that cannot be read. The old one is kept.</translation>
    </message>
    <message>
        <source>Udtrækket går videre efter slutposten. Det gamle er beholdt.</source>
        <translation>The extract goes on after the final record. The old one is kept.</translation>
    </message>
    <message>
        <source>Træningens registre kunne ikke startes. Luk Indgang, og start igen.</source>
        <translation>Training&apos;s registers could not be started. Close Indgang and start it again.</translation>
    </message>
    <message>
        <source>Dokumentet er beskadiget og kan ikke vises.</source>
        <translation>The document is damaged and cannot be shown.</translation>
    </message>
    <message>
        <source>Dokumentet tog for lang tid at tegne og er ikke vist.</source>
        <translation>The document took too long to draw and is not shown.</translation>
    </message>
    <message>
        <source>Dokumentet er for stort til at blive vist her.</source>
        <translation>The document is too large to be shown here.</translation>
    </message>
    <message>
        <source>Dokumentet er låst med adgangskode.</source>
        <translation>The document is locked with a password.</translation>
    </message>
    <message>
        <source>Noget gik galt. Prøv igen, eller kontakt support.</source>
        <translation>Something went wrong. Try again, or contact support.</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source>Ingen fejl</source>
        <translation>No fault</translation>
    </message>
    <message>
        <source>Langsom</source>
        <translation>Slow</translation>
    </message>
    <message>
        <source>Svarer aldrig</source>
        <translation>Never answers</translation>
    </message>
    <message>
        <source>Ude af drift (503)</source>
        <translation>Out of service (503)</translation>
    </message>
    <message>
        <source>Afviser forbindelse</source>
        <translation>Refuses connection</translation>
    </message>
    <message>
        <source>Afviser adgang</source>
        <translation>Denies access</translation>
    </message>
    <message>
        <source>Ulæseligt svar</source>
        <translation>Unreadable answer</translation>
    </message>
    <message>
        <source>Halvt svar</source>
        <translation>Half an answer</translation>
    </message>
    <message>
        <source>Svarer om en forkert person</source>
        <translation>Answers about the wrong person</translation>
    </message>
    <message>
        <source>Svarer som normalt.</source>
        <translation>Answers as usual.</translation>
    </message>
    <message>
        <source>Adresser foreslås ikke, mens der skrives.</source>
        <translation>Addresses are not suggested while you type.</translation>
    </message>
    <message>
        <source>»Du har ikke adgang.« Heller ikke det allerede hentede vises.</source>
        <translation>“You have no access.” What was already fetched is not shown either.</translation>
    </message>
    <message>
        <source>Efter {0}: »{1}«</source>
        <translation>After {0}: “{1}”</translation>
    </message>
    <message>
        <source>»{0}«</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>Rammer: {0}.</source>
        <translation>Affects: {0}.</translation>
    </message>
    <message>
        <source>{0} sek.</source>
        <translation>{0} sec.</translation>
    </message>
    <message>
        <source>Ingen fejl sat</source>
        <translation>No faults set</translation>
    </message>
    <message>
        <source>1 register med fejl</source>
        <translation>1 register with a fault</translation>
    </message>
    <message>
        <source>{0} registre med fejl</source>
        <translation>{0} registers with faults</translation>
    </message>
    <message>
        <source>Adresser foreslås tidligst efter {0}</source>
        <translation>Addresses are suggested after {0} at the earliest</translation>
    </message>
    <message>
        <source>{0} kommer tidligst efter {1}; resten fyldes ud imens.</source>
        <translation>{0} comes after {1} at the earliest; the rest fills in meanwhile.</translation>
    </message>
</context>
<context>
    <name>unsent</name>
    <message>
        <source>{0} ikke sendt siden {1}</source>
        <translation>{0} unsent since {1}</translation>
    </message>
    <message>
        <source>{0} afviser at tage imod fra dig siden {1}. Afsendelsen holder pause.</source>
        <translation>{0} has refused to take anything from you since {1}. Sending is paused.</translation>
    </message>
    <message>
        <source>{0} svarer ikke siden {1}. Der prøves igen af sig selv.</source>
        <translation>{0} has not answered since {1}. It is tried again by itself.</translation>
    </message>
    <message>
        <source>Parkeret på sagen eller planen, til du tager stilling: {0}</source>
        <translation>Parked on the case or the plan until you decide: {0}</translation>
    </message>
    <message>
        <source>Det fælles lager</source>
        <translation>The shared store</translation>
    </message>
    <message>
        <source>Arkivet</source>
        <translation>The archive</translation>
    </message>
    <message>
        <source>Venter på at blive sendt: {0}</source>
        <translation>Waiting to be sent: {0}</translation>
    </message>
</context>
</TS>
