<?php

declare(strict_types=1);

namespace Handoff\Tests\Turnstile;

use Handoff\Tests\Support\Kept;
use Handoff\Tests\Support\Schema;
use Handoff\Tests\TestCase;
use Handoff\Turnstile\Widget;

/** Cloudflare's check on WordPress' own registration, and on no other way to an account. */
final class RegistrationTest extends TestCase
{
    private const DAY = 86400;

    /** @var mixed */
    private $pageBefore;

    protected function setUp(): void
    {
        parent::setUp();
        // What a page loads is known to it alone.
        unset($GLOBALS['wp_scripts']);
        $this->pageBefore = $GLOBALS['pagenow'] ?? null;
    }

    protected function tearDown(): void
    {
        $GLOBALS['pagenow'] = $this->pageBefore;
        parent::tearDown();
    }

    public function testTheRegistrationOfWordPressShowsItInItsNarrowBox(): void
    {
        $form = static fn(): string => self::printed('register_form');
        self::assertSame('', $form());
        $this->turnOn(0);
        self::assertStringContainsString('data-sitekey="0xSITE"', $form());
        self::assertStringContainsString('data-size="compact"', $form());
        self::assertStringContainsString('challenges.cloudflare.com', self::printed('login_footer'));
    }

    public function testARegistrationTellsItsTokenOrThatItIsMissing(): void
    {
        $this->turnOn(self::DAY - 60);
        self::assertSame('0.token', $this->registration(['_handoff_turnstile' => '0.token'])['turnstile']);
        self::assertArrayNotHasKey('turnstile', $this->registration([]));
        $this->turnOn(self::DAY + 60);
        self::assertSame('', $this->registration([])['turnstile']);
    }

    public function testARegistrationAtAnotherHostThanTheSitesNeitherShowsItNorMissesIt(): void
    {
        $this->turnOn(self::DAY + 60);
        $home = (string) wp_parse_url((string) get_option('home'), PHP_URL_HOST);
        $login = "https://www.$home/wp";
        add_filter('pre_option_siteurl', static function () use (&$login): string {
            return $login;
        });
        self::assertNotSame('', self::printed('register_form'));
        self::assertSame('', $this->registration([])['turnstile']);
        $login = 'https://login.other.example';
        self::assertSame('', self::printed('register_form'));
        self::assertArrayNotHasKey('turnstile', $this->registration([]));
        self::assertArrayNotHasKey('turnstile', $this->registration(['_handoff_turnstile' => '0.token']));
    }

    /** @dataProvider otherWays */
    public function testAnAccountThatWasMadeAnotherWayNeitherMissesATokenNorUsesOneUp(string $page, string $action): void
    {
        $this->turnOn(self::DAY + 60);
        $sent = ['_handoff_turnstile' => '0.token', 'action' => $action];
        self::assertArrayNotHasKey('turnstile', $this->registration($sent, $page));
        self::assertArrayNotHasKey('turnstile', $this->registration(['user_login' => null, 'user_email' => null]));
    }

    /** @return array<string, array{string, string}> */
    public function otherWays(): array
    {
        return ['by a form on a page' => ['index.php', 'register'], 'by a sign-in elsewhere' => ['wp-login.php', 'oauth']];
    }

    private function turnOn(int $secondsAgo): void
    {
        update_option(Widget::OPTION, ['siteKey' => '0xSITE', 'since' => time() - $secondsAgo], true);
    }

    /**
     * @param array<string, ?string> $sent What the request sends beside name and address; null leaves these out.
     *
     * @return array<string, mixed> The context of the event.
     */
    private function registration(array $sent, string $page = 'wp-login.php'): array
    {
        $name = 'visitor' . wp_generate_password(8, false);
        $_POST = array_filter($sent + ['action' => 'register', 'user_login' => $name, 'user_email' => "$name@example.com"], 'is_string');
        $_REQUEST = $_POST;
        $GLOBALS['pagenow'] = $page;
        self::assertIsInt(register_new_user(strtolower($name), "$name@example.com"));
        $events = Kept::envelopes('user.registered');
        $event = end($events);
        self::assertSame([], (new Schema('envelope'))->problems($event));
        return $event['context'];
    }

    private static function printed(string $action): string
    {
        ob_start();
        do_action($action);
        return (string) ob_get_clean();
    }
}
