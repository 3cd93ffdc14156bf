/** Words that say nothing by themselves and are often written together with one that does. */
export const FILLERS: readonly string[] = `
your my our the a an of for to and or please enter type insert provide choose select pick give add here tell us what is are who
txt tbx inp input field fields frm form forms fld ctl ctrl ddl cbo cmb lbl tb box textbox text value val str hidden element item
user customer client student applicant candidate passenger traveller traveler donor attendee participant employee owner legal contact person personal visitor guest member account profile buyer billing shipping delivery bill ship primary secondary
main home work office business private mobile order checkout payment new old current confirm confirmation verify verification retype re repeat again
register registration signup signin login lead booking request inquiry enquiry newsletter subscribe subscription step page section group data info information
required optional wp cf wpforms nf ninja gform elementor et pb fluent mc mce merge hs sf attr attributes properties merges lookup selector container content
ihr ihre dein deine votre vos mon ma su tu vuestro suo tuo seu sua teu ваш ваша ваше введите bitte geben sie ein wiederholen wiederholung bestatigen confirmer confirmez repetez repetir repita repite confirme ripeti conferma indiquez saisissez entrez ingrese introduzca inserisci digite informe
`
  .trim()
  .split(/\s+/);

/** Words that only look as if they began or ended with one that tells something: a "donation" is no "nation". */
export const WHOLE_WORDS: readonly string[] = `
combination destination donation examination termination nomination vaccination coordination estate statement interstate research border
recorder workplace marketplace headphone handler formhandler unterkonto microphone subtitle agreement disagree forgiven companion subjective dated datei
capacidade publicidade velocidade eletricidade periodicidade disponibilidade especialidade modalidade prioridade unidade universidade atividade finalidade
entidade identidade identidad identite identita identitat mensalidade comunidade novidade novidades propriedade
automobil wohnmobil reisemobil mobilitat mobilheim mobiliar preferente compartida
`
  .trim()
  .split(/\s+/);
