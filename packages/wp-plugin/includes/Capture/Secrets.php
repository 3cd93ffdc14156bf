<?php

declare(strict_types=1);

namespace Handoff\Capture;

/** What never leaves the site, whatever a form calls it: passwords, card numbers, tokens. */
final class Secrets
{
    /** The plugins' own names for fields that hold a secret, or a proof for a captcha. */
    private const TYPES = '/^(input_)?password|password_?confirm|^confirm_password|credit[-_ ]?card|^(re|h)?captcha|turnstile|^nonce$/';

    /** Keys, after `words()`. French `annonce` is no nonce; Romanian `parola` is a password, Italian `parola-chiave` a keyword. */
    private const KEYS = '/(^|-)(password|passwd|passwort|kennwort|passphrase|passcode|pwd|motdepasse|contrasena|wachtwoord|haslo|senha'
        . '|losenord|cvc2?|cvv2?|ccnumber|cardnumber|creditcard|apikey)\d*(-|$)|^(user-)?pass(-?\d)?$|(^|-)parola\d*$'
        . '|(^|-)(wp|ajax|rest|[a-z]*forms?)?nonce$|(^|-)token$|^secret$'
        . '|(^|-)(client|app|api|shared|auth)-secret$|(^|-)(card|cc)-(number|num|no)(-|$)|(^|-)credit-card(-|$)'
        . '|(^|-)(api|access|private|secret)-key$|(captcha|turnstile)-response(-|$)|(^|-)mot-de-passe(-|$)/';

    private const LABELS = '/(^|[^\p{L}])(pass ?word|passwort|kennwort|passphrase|mot de passe|contraseña|wachtwoord|hasło|senha|parolă'
        . '|parola(?=\P{L}*$)|lösenord|adgangskode|salasana|пароль|密码|密碼|パスワード|비밀번호|cvc|cvv|card number|kartennummer|numéro de carte)($|[^\p{L}])/iu';

    /** Digits in groups, as people write card numbers. Longer runs of digits are something else. */
    private const DIGITS = '/(?<![\d+])\d(?:[ -]?\d){13,18}(?!\d)/';

    /**
     * Visa, Mastercard, American Express, Discover, Diners Club, JCB, UnionPay: only lengths that brand has. Visa has given
     * out none of 13 digits for decades, while German goods' numbers (EAN) and many phone numbers begin alike.
     */
    private const CARDS = '/^(4\d{15}(\d{3})?|5[1-5]\d{14}|2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}'
        . '|6(011|5\d\d)\d{12}|3(0[0-5]|[68]\d)\d{11}|35(2[89]|[3-8]\d)\d{12}|62\d{14,17})$/';

    public static function isSecret(string $key, string $type = '', string $label = ''): bool
    {
        return preg_match(self::TYPES, strtolower($type)) === 1
            || preg_match(self::KEYS, self::words($key)) === 1
            || self::areSecret($label);
    }

    /** Whether words that people read, such as a field's label, ask for a secret. */
    public static function areSecret(string $label): bool
    {
        return preg_match(self::LABELS, $label) === 1;
    }

    /** A text with the card numbers in it made unreadable. */
    public static function maskCards(string $text): string
    {
        if (preg_match('/\d[\d -]{11}/', $text) !== 1) {
            return $text;
        }
        return (string) preg_replace_callback(
            self::DIGITS,
            static function (array $match): string {
                $digits = (string) preg_replace('/\D/', '', $match[0]);
                return self::isCard($digits) ? '[card number removed]' : $match[0];
            },
            $text
        );
    }

    /** An address without the query arguments that open something. */
    public static function cleanUrl(string $url): string
    {
        $query = wp_parse_url($url, PHP_URL_QUERY);
        if (!is_string($query) || $query === '') {
            return $url;
        }
        $kept = array_filter(
            explode('&', $query),
            static fn(string $pair): bool => !self::opens(rawurldecode(explode('=', $pair, 2)[0]))
        );
        $clean = implode('&', $kept);
        return $clean === $query ? $url : str_replace("?$query", $clean === '' ? '' : "?$clean", $url);
    }

    private static function opens(string $argument): bool
    {
        return self::isSecret($argument) || preg_match('/^(key|hash|sig|signature|auth|session|sid|login|code)$/', self::words($argument)) === 1;
    }

    /** `userPassword[1]` → `user-password-1`. */
    private static function words(string $key): string
    {
        $spaced = (string) preg_replace('/([a-z])([A-Z])/', '$1-$2', remove_accents($key));
        return trim((string) preg_replace('/[^a-z0-9]+/', '-', strtolower($spaced)), '-');
    }

    private static function isCard(string $digits): bool
    {
        if (preg_match(self::CARDS, $digits) !== 1) {
            return false;
        }
        $sum = 0;
        foreach (array_reverse(str_split($digits)) as $place => $digit) {
            $value = (int) $digit * ($place % 2 === 1 ? 2 : 1);
            $sum += $value > 9 ? $value - 9 : $value;
        }
        return $sum % 10 === 0;
    }
}
