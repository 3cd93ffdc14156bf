<?php

declare(strict_types=1);

namespace Handoff\Tests\Capture;

use Handoff\Capture\Envelopes;
use Handoff\Capture\EventDraft;
use Handoff\Capture\Secrets;
use Handoff\Tests\TestCase;

final class SecretsTest extends TestCase
{
    /** @dataProvider secrets */
    public function testASecretNeverTravels(string $key, string $type, string $label): void
    {
        self::assertTrue(Secrets::isSecret($key, $type, $label));
    }

    /** @return string[][] */
    public function secrets(): array
    {
        return [
            ['password', '', ''], ['your-password', '', ''], ['userPassword', '', ''], ['user_pass', '', ''], ['pass1', '', ''], ['pwd', '', ''],
            ['passwort', '', ''], ['mot_de_passe', '', ''], ['mot-de-passe', '', ''], ['contraseña', '', ''], ['field_1', 'password', ''],
            ['field_1', 'input_password', ''], ['7', 'creditcard', ''], ['x', 'credit-card', ''], ['3', 'text', 'Choose a password'],
            ['3', 'text', 'Passwort wiederholen'], ['3', 'text', 'パスワード'], ['card_number', '', ''], ['cc-num', '', ''], ['cvc', '', ''],
            ['cardNumber', '', ''], ['_wpnonce', '', ''], ['api_key', '', ''], ['clientSecret', '', ''], ['access-token', '', ''],
            ['g-recaptcha-response', '', ''], ['cf-turnstile-response', '', ''], ['h-captcha-response', '', ''], ['x', 'recaptcha', ''],
            ['billing[card_number]', '', ''], ['account_password-2', '', ''], ['_fluentform_3_fluentformnonce', '', ''], ['ajax-nonce', '', ''],
            ['securityNonce', '', ''], ['parola', '', ''], ['confirma_parola', '', ''], ['3', 'text', 'Parola: *'], ['3', 'text', 'Parolă nouă'],
        ];
    }

    /** @dataProvider ordinary */
    public function testWhatOnlySoundsLikeOneTravels(string $key, string $type, string $label): void
    {
        self::assertFalse(Secrets::isSecret($key, $type, $label));
    }

    /** @return string[][] */
    public function ordinary(): array
    {
        return [
            ['passenger', 'text', 'Passenger name'], ['passport', 'text', 'Passport number'], ['compass', '', ''],
            ['secretary', 'text', 'Secretary'], ['discard', '', ''], ['keyboard', '', ''], ['key', '', ''], ['token_amount', 'number', 'Tokens'],
            ['business_card', 'file', 'Business card'], ['topic', 'text', 'Secret santa'], ['your-message', 'textarea', 'Message'],
            ['zip-code', 'text', 'Code'], ['membership-pass-type', 'select', 'Season pass'],
            ['annonce', 'textarea', 'Votre annonce'], ['votre-annonce', '', ''], ['titre_annonce', '', ''], ['announce', '', ''],
            ['parola-chiave', 'text', 'Parola chiave'],
        ];
    }

    public function testWhatWasLeftOutIsSaidButNotWhatItWas(): void
    {
        $event = self::event(['name' => 'Ada', 'user' => ['nick' => 'ada', 'password' => 'hunter2'], 'pin_code' => '1', 'cvv' => '123'], [
            'labels' => ['cvv' => 'Security code'],
        ]);
        self::assertSame(['name' => 'Ada', 'user' => ['nick' => 'ada'], 'pin_code' => '1'], $event['data']['fields']);
        self::assertArrayNotHasKey('labels', array_filter($event['data']));
        self::assertSame('Not sent, because it is secret: Security code, password.', $event['signals'][0]['detail']);
    }

    public function testWhatABuyerChoseForAnOrderLineIsKnownByTheWordsTheShopShows(): void
    {
        $draft = new EventDraft('order.created', 'woocommerce-1');
        $draft->data = ['lines' => [['title' => 'Festival', 'properties' => [
            'Pass' => '3 jours', 'Token' => 'Silver', 'Account password' => 'hunter2', 'Gravure' => '4111 1111 1111 1111',
        ]]]];
        $services = \Handoff\Plugin::services();
        $event = (new Envelopes($services->settings(), $services->clock()))->of($draft, 'backfill');
        $event = json_decode((string) json_encode($event), true);
        self::assertSame(
            ['Pass' => '3 jours', 'Token' => 'Silver', 'Gravure' => '[card number removed]'],
            $event['data']['lines'][0]['properties']
        );
        self::assertStringStartsWith('Not sent, because it is secret: Account password', $event['signals'][0]['detail']);
    }

    public function testAnEmptySecretIsNothingToSay(): void
    {
        $event = self::event(['name' => 'Ada', 'password' => '', 'rows' => [['password' => '']]], []);
        self::assertArrayNotHasKey('signals', $event);
        self::assertSame(['name' => 'Ada', 'rows' => [[]]], $event['data']['fields']);
    }

    public function testSecretsOfRowsAreKnownByTheirTypes(): void
    {
        $event = self::event(['guests' => [['n' => 'Ada', 'c' => 'hunter2'], ['n' => 'Joan', 'c' => '']], 'who' => ['n' => 'Grace', 'c' => 'hunter3']], [
            'types' => ['guests.c' => 'password', 'who.c' => 'password'],
            'labels' => ['guests.c' => 'Code', 'guests.n' => 'Name'],
        ]);
        self::assertSame(['guests' => [['n' => 'Ada'], ['n' => 'Joan']], 'who' => ['n' => 'Grace']], $event['data']['fields']);
        self::assertStringNotContainsString('hunter', (string) json_encode($event));
    }

    /** @dataProvider cards */
    public function testACardNumberInATextIsMadeUnreadable(string $text, string $shown): void
    {
        self::assertSame($shown, Secrets::maskCards($text));
    }

    /** @return string[][] */
    public function cards(): array
    {
        $removed = '[card number removed]';
        return [
            ['4111111111111111', $removed], ['Visa 4111 1111 1111 1111, thanks', "Visa $removed, thanks"], ['5555-5555-5555-4444', $removed],
            ['378282246310005', $removed], ['two: 4111111111111111 5555555555554444', "two: $removed $removed"],
            ['4111111111111112', '4111111111111112'], ['+49 30 1234 5678 9012', '+49 30 1234 5678 9012'],
            ['DE89 3704 0044 0532 0130 00', 'DE89 3704 0044 0532 0130 00'], ['order 20261121073512345', 'order 20261121073512345'],
            ['ISBN 978-3-16-148410-0', 'ISBN 978-3-16-148410-0'], ['', ''], ['1234567890123', '1234567890123'],
            // An article's number (EAN) and a phone number without its plus, whose digits add up as a card's do.
            ['4006381000192', '4006381000192'], ['49 1511 2340042', '49 1511 2340042'],
        ];
    }

    /** @dataProvider addresses */
    public function testAnAddressKeepsNothingThatOpensSomething(string $url, string $clean): void
    {
        self::assertSame($clean, Secrets::cleanUrl($url));
    }

    /** @return string[][] */
    public function addresses(): array
    {
        return [
            ['https://a.example/x?p=1&utm_source=n#top', 'https://a.example/x?p=1&utm_source=n#top'],
            ['https://a.example/x?token=1', 'https://a.example/x'],
            ['https://a.example/x?p=1&_wpnonce=abc&q=2', 'https://a.example/x?p=1&q=2'],
            ['https://a.example/?annonce=4711&p=2', 'https://a.example/?annonce=4711&p=2'],
            ['https://a.example/?key=wc_order_abc&order-pay=7', 'https://a.example/?order-pay=7'],
            ['not an address', 'not an address'], ['', ''],
        ];
    }

    /**
     * @param array<string, mixed> $fields
     * @param array<string, mixed> $options
     *
     * @return array<string, mixed>
     */
    private static function event(array $fields, array $options): array
    {
        $services = \Handoff\Plugin::services();
        $envelope = (new Envelopes($services->settings(), $services->clock()))->of(EventDraft::forForm('custom', 'f', $fields, $options), 'backfill');
        return json_decode((string) json_encode($envelope), true);
    }
}
