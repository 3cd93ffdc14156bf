/**
 * What advertising talks about, as words and phrases in several languages. Written by hand, not learned: a group only tells
 * the model what a text is about, and the model of the site says what that means there.
 */
const LISTS: Readonly<Record<string, string>> = {
  act: 'click, click here, click below, click on, visit, visit our, visit my, check out, check this, check it out, take a look, have a look, go to, sign up, signup, log on, log onto, register now, join now, join us, order now, buy now, shop now, act now, apply now, call now, text now, txt, reply with, claim, claim your, download, try it, get started, learn more, find out more, read more, follow this link, jetzt kaufen, jetzt bestellen, klicken, klicken sie, hier klicken, besuchen sie, cliquez, cliquez ici, visitez, inscrivez vous, haga clic, haz clic, visite, visita, clicca, clicca qui, clique, clique aqui, acesse, жми, жмите, нажмите, переходи, переходите, заходи, заходите, кликай, регистрируйся',
  selfpromo:
    'my channel, my video, my videos, my page, my music, my song, my songs, my cover, my covers, my blog, my site, my website, my profile, my playlist, our channel, subscribe, subscribe to, sub, subs, subscribers, follow me, follow my, add me, like this comment, thumbs up, like this, likes, views, share this, please share, vote for, support me, my first, mein kanal, meinen kanal, abonniere, abonnieren, ma chaine, abonnez vous, mi canal, suscribete, il mio canale, iscriviti, meu canal, inscreva se, мой канал, подпишись, подписывайтесь',
  money:
    'money, cash, dollars, earn, earning, earnings, income, profit, profits, wealth, rich, millionaire, millions, per week, per month, a week, a day, from home, work from home, work at home, extra income, financial freedom, get paid, paid, payout, geld verdienen, einkommen, argent, gagner, gagnez, dinero, ganar, gana, soldi, guadagna, guadagnare, dinheiro, ganhar, ganhe, деньги, денег, заработок, заработать, доход, доходы',
  prize:
    'win, won, winner, winners, winning, prize, prizes, award, awarded, lottery, sweepstakes, raffle, congratulations, congrats, selected, lucky, bonus, reward, rewards, gift card, giveaway, gewinn, gewonnen, gewinner, gagne, gagnant, loterie, premio, premios, ganador, loteria, vinto, vincitore, premi, ganhou, sorteio, выиграл, выиграли, приз, лотерея, бонус, бонусы',
  free: 'free, for free, absolutely free, free trial, no cost, at no cost, no charge, no obligation, risk free, guarantee, guaranteed, money back, no risk, no strings, kostenlos, gratis, umsonst, gratuit, gratuitement, gratuita, garantiert, garantizado, бесплатно, бесплатный, гарантия',
  urge: 'now, today, hurry, urgent, urgently, immediately, limited time, limited offer, expires, last chance, dont miss, only today, instant, instantly, asap, jetzt, sofort, heute, maintenant, vite, ahora, hoy, subito, oggi, agora, hoje, сейчас, сегодня, срочно, успей, успейте',
  sale: 'sale, discount, discounts, cheap, cheapest, offer, offers, special offer, deal, deals, save, savings, lowest price, low price, best price, best prices, bargain, wholesale, coupon, promo code, promotion, rabatt, angebot, angebote, gunstig, promo, reduction, soldes, oferta, ofertas, descuento, barato, sconto, sconti, offerta, offerte, desconto, скидка, скидки, скидкой, дешево, акция, купить, распродажа',
  finance:
    'loan, loans, mortgage, mortgages, refinance, credit score, bad credit, debt, debts, insurance, invest, investing, investment, investments, investor, investors, stock, stocks, shares, trading, forex, bitcoin, btc, crypto, cryptocurrency, ethereum, usdt, wallet, capital, funding, funds, kredit, kredite, darlehen, pret, prets, prestamo, prestamos, prestito, prestiti, emprestimo, emprestimos, кредит, кредиты, займ, займы, инвестиции, биткоин, криптовалюта',
  pharma:
    'viagra, cialis, pills, pill, pharmacy, medication, prescription, prescriptions, drugs, weight loss, lose weight, diet, fat, hgh, hormone, enlargement, penis, erection, herbal, supplement, supplements, cbd, anti aging, виагра, сиалис, таблетки, похудение, похудеть',
  adult:
    'sex, sexy, sexual, porn, xxx, nude, naked, adult, horny, hot girls, hot girl, girls, singles, dating, date, escort, escorts, webcam, cam girls, milf, lesbian, fuck, секс, порно, девушки, знакомства, интим',
  gamble:
    'casino, casinos, poker, betting, bet, bets, slot, slots, roulette, jackpot, blackjack, gambling, sportsbook, казино, ставки, рулетка, покер, слоты, букмекер',
  goods:
    'replica, replicas, rolex, watches, handbags, designer, software, oem, ringtone, ringtones, polyphonic, camera phone, iphone, mobile phone, dvd, diploma, degree, university degree, followers, instagram followers, proxies, backlink packages, копии, реплика',
  seo: 'seo, search engine, search engines, search engine optimization, google ranking, rankings, ranking, rank, first page, page one, top of google, backlink, backlinks, link building, guest post, guest posts, guest posting, sponsored post, sponsored content, domain authority, da, dr, organic traffic, website traffic, web traffic, more traffic, traffic, visitors, targeted, keywords, on page, off page, suchmaschinenoptimierung, referencement, posicionamiento, posizionamento, раскрутка, продвижение, продвижение сайта, сео, ссылки, трафик',
  services:
    'web design, website design, web development, app development, mobile app, redesign, web designer, graphic design, logo design, explainer video, explainer videos, video production, digital marketing, marketing services, marketing agency, social media marketing, lead generation, leads, qualified leads, email list, email lists, mailing list, database of, contact list, appointment setting, virtual assistant, virtual assistants, outsourcing, outsource, bookkeeping services, content writing, copywriting, manufacturer, manufacturers, supplier of, factory, quotation, our services, our service, our company, our agency, our team, our clients, our products, we provide, we offer, we specialize, we specialise, we help, we are a, we can help, we have helped, white label, dedicated developers, developers, our experts, wir bieten, unsere firma, unsere dienstleistungen, nous proposons, nos services, ofrecemos, nuestros servicios, offriamo, nostri servizi, oferecemos, nossos servicos, предлагаем, наша компания, наши услуги, услуги',
  found:
    'came across, i came across, came across your, found your, i found your, your website, your site, your web site, your business, your company, your online presence, your store, visited your, visiting your, your blog, your brand, looking at your, noticed that your, noticed your, business owner, site owner, website owner, webmaster, decision maker, right person, person in charge, ihre website, ihre webseite, ihrer webseite, ihre seite, ihr unternehmen, votre site, votre entreprise, su sitio, tu sitio, su empresa, sito web, vostro sito, vostra azienda, seu site, sua empresa, ваш сайт, вашего сайта, вашем сайте, вашей компании, ваш бизнес',
  pitch:
    'would you be interested, are you interested, if interested, if you are interested, let me know if, quick call, short call, brief call, minute call, schedule a call, book a call, hop on a call, free consultation, free quote, free audit, free analysis, free proposal, send you a quote, send you more, price list, pricing, proposal, affordable, increase your, boost your, grow your, improve your, more sales, more customers, more clients, more leads, new customers, revenue, roi, conversion, conversions, results, case studies, portfolio, partnership, collaborate, collaboration, cooperation, business opportunity, business proposal, opportunity, opportunities, reach out, reaching out, follow up, following up, looking forward, best regards, kind regards, mehr kunden, mehr umsatz, zusammenarbeit, plus de clients, mas clientes, mas ventas, piu clienti, mais clientes, сотрудничество, больше клиентов, увеличить продажи',
  optout:
    'unsubscribe, opt out, remove, removed, to be removed, remove me, mailing, this message was sent, this email was sent, stop receiving, no longer wish, not spam, bulk email, stop to, to stop, abbestellen, abmelden, desabonner, desinscrire, darse de baja, cancellarsi, disiscriversi, descadastrar, отписаться, рассылка, рассылки',
  scam: 'transfer, bank account, next of kin, beneficiary, inheritance, deceased, late husband, late father, confidential, confidentiality, million, barrister, attorney, kingdom, nigeria, foreign partner, assistance, god bless, dear friend, dear sir, trust, verify your, verify your account, account suspended, account has been, password, security alert, unusual activity, наследство',
  contact:
    'call, text, txt, sms, whatsapp, telegram, skype, call us, call me, contact us, email us, email me, write to, reply, mobile, landline, po box, per min, ppm, customer service, t c, ts cs, terms, anrufen, rufen sie, appelez, contactez, llame, contacte, chiama, contattaci, ligue, contato, звоните, пишите, телеграм, ватсап',
};

export const GROUPS: readonly string[] = Object.keys(LISTS);

const LONGEST_PHRASE = 4;
const GROUPS_OF = new Map<string, number[]>();
GROUPS.forEach((group, index) => {
  for (const phrase of (LISTS[group] ?? '').split(', ')) GROUPS_OF.set(phrase, [...(GROUPS_OF.get(phrase) ?? []), index]);
});

/** What phrases of several words end with: where a text says none of it, no longer phrase ends there. */
const ENDINGS = new Set(
  [...GROUPS_OF.keys()].flatMap((phrase) => {
    const words = phrase.split(' ');
    return words.slice(1).map((_, at) => words.slice(at + 1).join(' '));
  }),
);

/** How many different phrases of each group stand in a text of these words, in the order of `GROUPS`. */
export function conceptsOf(words: readonly string[]): number[] {
  const phrases = new Set<string>();
  const recent: string[] = [];
  for (const word of words) {
    recent.unshift(word.replace("'", ''));
    recent.length = Math.min(recent.length, LONGEST_PHRASE);
    let phrase = '';
    for (const part of recent) {
      phrase = phrase === '' ? part : `${part} ${phrase}`;
      if (GROUPS_OF.has(phrase)) phrases.add(phrase);
      if (!ENDINGS.has(phrase)) break;
    }
  }
  const counts = GROUPS.map(() => 0);
  for (const phrase of phrases) for (const index of GROUPS_OF.get(phrase) ?? []) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}
