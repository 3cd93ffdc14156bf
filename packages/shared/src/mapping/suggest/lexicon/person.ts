import type { Entry } from './entry.ts';

export const person: readonly Entry[] = [
  {
    of: 'fullName',
    sure: `full name, your name, first and last name, first name and last name, first last name, name and surname, contact name, contact person, customer name, recipient name, recipient, receiver name, receiver, sender name, attn, destinatario, destinataire, nom du destinataire, nombre del destinatario, empfanger, zu handen, z hd, получатель, имя получателя, ontvanger, odbiorca, client name, guest name, buyer name, patient name, visitor name, author name, real name, complete name, jane doe, john doe, john smith, max mustermann, erika mustermann, jean dupont, marie dupont, mario rossi, juan perez, иван иванов,
      vor und nachname, name vorname, name und vorname, nachname vorname, vorname und name, vor und zuname, vorname und nachname, vorname nachname, vollstandiger name, ihr name, dein name, ansprechpartner, ansprechperson, kontaktperson,
      nom complet, nom et prenom, prenom et nom, nom prenom, prenom nom, nom et prenoms, votre nom, personne a contacter, noms et prenoms,
      nombre completo, nombre y apellido, nombre y apellidos, nombres y apellidos, apellidos y nombre, su nombre, tu nombre, persona de contacto,
      nome completo, nome e cognome, cognome e nome, nome cognome, nome e sobrenome, nome e apelido, seu nome, il tuo nome, nominativo, pessoa de contato, persona di riferimento, referente,
      фио, ф и о, полное имя, имя и фамилия, фамилия и имя, фамилия имя отчество, фамилия имя, имя фамилия, ваше имя, как вас зовут, как к вам обращаться, контактное лицо,
      naam, volledige naam, uw naam, imie i nazwisko, nume si prenume, nume complet, adi soyadi, ad soyad, お名前, 氏名, 姓名, 名前, 성명, 이름, 姓名 全名, ім я, nama lengkap, nama penerima, imie nazwisko, emri, celé jméno`,
    maybe:
      'name, names, attention, nom, nombre, nome, имя, namn, navn, nazwisko i imie, nume, nimi, jmeno, display name, who are you, nama',
  },
  {
    of: 'firstName',
    sure: `first name, firstname, fname, f name, given name, givenname, given names, forename, christian name, name first, first nm, first n, forname, legal first name, frst name,
      vorname, vornamen, rufname, prenom, prenoms, primer nombre, nombre de pila, nombres, primo nome, nome proprio, primeiro nome, nome de batismo, первое имя, voornaam, imie, prenume, fornamn, fornavn, etunimi, krestni jmeno, keresztnev, 名, ad, adiniz, adınız, isim, jmeno, 氏名 名, お名前 名, 名字, nama depan, ime`,
    maybe: 'first, given, имя без фамилии, fn, vorn',
  },
  {
    of: 'middleName',
    sure: `middle name, middlename, mname, m name, middle initial, second name, additional name, name middle, zweiter vorname, deuxieme prenom, segundo nombre, secondo nome, nome do meio, segundo nome, отчество, tweede naam, drugie imie, zweitname, middle name initial`,
    maybe: 'middle, mi, m i, initial',
  },
  {
    of: 'lastName',
    sure: `last name, lastname, lname, l name, family name, familyname, surname, sur name, name last, second surname, last nm, last n, sname, surename, legal last name,
      nachname, nachnamen, familienname, zuname, hausname, nom de famille, nom de naissance, nom d usage, patronyme, apellido, apellidos, primer apellido, segundo apellido,
      cognome, cognomi, sobrenome, apelido, apelidos, ultimo nome, фамилия, achternaam, nazwisko, nume de familie, efternamn, etternavn, efternavn, sukunimi, prijmeni, vezeteknev, 姓, 苗字, soyad, soyadi, soyadiniz, soyadınız, soyadı, 氏名 姓, お名前 姓, 성, 姓氏, nama belakang, прізвище, priezvisko, prezime`,
    maybe: 'last, family, name des kindes, ln',
  },
  {
    of: 'salutation',
    sure: `salutation, honorific, name prefix, name title, title of address, anrede, akademischer titel, civilite, tratamiento, appellativo, forma de tratamento, обращение, aanhef, zwrot grzecznosciowy`,
    maybe: 'prefix, tratamento',
  },
  {
    of: 'birthday',
    sure: `birthday, birth date, date birth, birthdate, date naissance, ne e le, fecha nacimiento, data nascita, data nascimento, datum geburt, date of birth, dob, born on, bday, birth day and month, geburtsdatum, geburtstag, geb datum, gebdatum, gebdat, geboren am, date de naissance, anniversaire, fecha de nacimiento, nacimiento, cumpleanos, data di nascita, nascita, compleanno, data de nascimento, nascimento, aniversario, дата рождения, день рождения, geboortedatum, data urodzenia, data nasterii, 生年月日, 誕生日`,
    maybe: 'birth, geburt, naissance',
  },
  {
    of: 'birthdayDay',
    sure: `birth day, day of birth, geb tag, geburtstag dd, dia nacimiento, dia nascimento, giorno nascita, jour naissance, dogum gunu, geboortedag, geboorte dag, dzien urodzenia, birthdate day, birthday day, dob day, bday day, geburtstag tag, jour de naissance, dia de nacimiento, giorno di nascita, dia de nascimento`,
    maybe: 'day, dd, tag, jour, dia, giorno, день',
  },
  {
    of: 'birthdayMonth',
    sure: `birth month, month of birth, geb monat, geburts monat, mes nacimiento, mes nascimento, mese nascita, mois naissance, dogum ayi, geboortemaand, geboorte maand, miesiac urodzenia, месяц рождения, birthdate month, birthday month, dob month, bday month, geburtsmonat, mois de naissance, mes de nacimiento, mese di nascita, mes de nascimento`,
  },
  {
    of: 'birthdayYear',
    sure: `birth year, year of birth, geb jahr, geburts jahr, ano nacimiento, ano nascimento, anno nascita, annee naissance, dogum yili, geboortejaar, geboorte jaar, rok urodzenia, год рождения, birthdate year, birthday year, dob year, bday year, geburtsjahr, annee de naissance, ano de nacimiento, anno di nascita, ano de nascimento`,
  },
  {
    of: 'jobTitle',
    sure: `job title, jobtitle, position title, job position, your role, job role, occupation, profession, position in company, berufsbezeichnung, beruf, jobbezeichnung, stellenbezeichnung, position im unternehmen, funktion im unternehmen, fonction, metier, intitule du poste, poste occupe, cargo, puesto, puesto de trabajo, profesion, cargo en la empresa, mansione, ruolo, professione, qualifica, profissao, cargo na empresa, должность, профессия, functietitel, stanowisko`,
    maybe: 'position, role, funktion, funcao',
  },
  {
    of: 'company',
    sure: `company, company name, companyname, organization, organisation, organization name, organisation name, business name, employer, firm, company organization, institution, school name, agency name, name of company, name of organization,
      firma, firmenname, unternehmen, unternehmensname, name des unternehmens, organisationsname, vereinsname, praxisname, schulname, arbeitgeber, betrieb, societe, nom de la societe, nom de l entreprise, entreprise, raison sociale, organisme, etablissement, empresa, nombre de la empresa, nombre de empresa, compania, organizacion, razon social,
      azienda, nome azienda, societa, ragione sociale, ditta, ente, nome da empresa, organizacao, razao social, instituicao, компания, название компании, организация, название организации, фирма, предприятие, bedrijf, bedrijfsnaam, nazwa firmy, nume firma, companie, foretag, virksomhed, sirket, 会社名, 公司, 会社, 회사, 회사명, 公司名称`,
    maybe: 'business, org, brand, agency, practice',
  },
];
