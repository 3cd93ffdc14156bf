<?php

declare(strict_types=1);

namespace Handoff\Tests\Turnstile;

use Handoff\Plugin;
use Handoff\Tests\Rest\Dispatcher;
use Handoff\Tests\Rest\RestTestCase;
use Handoff\Tests\Support\Kept;
use Handoff\Tests\Support\Schema;
use Handoff\Turnstile\Widget;

/** Cloudflare's check on this site's forms: where it is shown, and what is told of it. */
final class TurnstileTest extends RestTestCase
{
    private const DAY = 86400;

    protected function setUp(): void
    {
        parent::setUp();
        // What a page loads is known to it alone.
        unset($GLOBALS['wp_scripts']);
    }

    public function testWithoutASiteKeyNothingIsShownLoadedOrTold(): void
    {
        self::assertStringNotContainsString('turnstile', $this->commentForm());
        self::assertFalse(wp_script_is('handoff-turnstile'));
        self::assertArrayNotHasKey('turnstile', $this->comment('token'));
    }

    public function testACommentFormShowsItAboveItsButtonAndLoadsItsScriptOnce(): void
    {
        $this->turnOn(0);
        $html = $this->commentForm() . $this->commentForm();
        self::assertSame(2, substr_count($html, 'data-sitekey="0xSITE"'));
        self::assertLessThan(strpos($html, 'type="submit"'), strpos($html, 'handoff-turnstile'));
        self::assertStringContainsString('data-action="handoff-form" data-response-field-name="_handoff_turnstile"', $html);
        $scripts = self::printed(static fn() => wp_print_scripts('handoff-turnstile'));
        self::assertSame(1, substr_count($scripts, 'src="https://challenges.cloudflare.com/turnstile/v0/api.js"'));
    }

    public function testAPageWithoutAFormLoadsNothing(): void
    {
        $this->turnOn(0);
        self::assertStringNotContainsString('challenges.cloudflare.com', self::printed(static function (): void {
            wp_head();
            wp_footer();
        }));
    }

    /** @dataProvider forms */
    public function testFormPluginsShowItBeforeTheirButton(string $hook, string $html, string $expected): void
    {
        $this->turnOn(0);
        $shown = (string) apply_filters($hook, $html);
        self::assertSame($expected, preg_replace('/<div class="cf-turnstile[^>]*><\/div>/', 'CHECK', $shown));
    }

    /** @return array<string, array{string, string, string}> */
    public function forms(): array
    {
        return [
            'Contact Form 7' => ['wpcf7_form_elements', '<p><input name="a"><input class="b" type="submit"></p>', '<p><input name="a">CHECK<input class="b" type="submit"></p>'],
            'Contact Form 7 with a button' => ['wpcf7_form_elements', '<p>A</p><button>Go</button>', '<p>A</p>CHECK<button>Go</button>'],
            'Contact Form 7 without one' => ['wpcf7_form_elements', '<p>A</p>', '<p>A</p>CHECK'],
            'Gravity Forms' => ['gform_submit_button', '<input type="submit">', 'CHECK<input type="submit">'],
        ];
    }

    public function testItIsDrawnAnewWhereGravityFormsPutsAFormThereWithoutANewPage(): void
    {
        $this->turnOn(0);
        apply_filters('gform_submit_button', '<input type="submit">');
        $scripts = self::printed(static fn() => wp_print_scripts('handoff-turnstile'));
        foreach (["'gform/post_render'", "'gform_post_render'", '.handoff-turnstile:empty', 'turnstile.render('] as $part) {
            self::assertStringContainsString($part, $scripts);
        }
    }

    public function testWPFormsShowsItToo(): void
    {
        $this->turnOn(0);
        self::assertStringContainsString('0xSITE', self::printed(static fn() => do_action('wpforms_display_submit_before', [])));
    }

    public function testTheTokenGoesAlong(): void
    {
        $this->turnOn(0);
        $event = $this->comment('0.token');
        self::assertSame('0.token', $event['turnstile']);
    }

    public function testThatItIsMissingIsToldOnlyOnceNoCachedPageCanBeWithoutIt(): void
    {
        $this->turnOn(self::DAY - 60);
        self::assertArrayNotHasKey('turnstile', $this->comment(''));
        $this->turnOn(self::DAY + 60);
        self::assertSame('', $this->comment('')['turnstile']);
        self::assertSame('', $this->comment(str_repeat('x', 2049))['turnstile']);
    }

    public function testACommentThatCameByNoFormIsNotSaidToMissIt(): void
    {
        $this->turnOn(self::DAY + 60);
        self::assertArrayNotHasKey('turnstile', $this->comment('', 'index.php'));
    }

    public function testAFormThatDoesNotShowItIsNotSaidToMissIt(): void
    {
        $this->turnOn(self::DAY + 60);
        self::assertNull(Widget::answer('elementor-pro', time()));
        self::assertSame('', Widget::answer('contact-form-7', time()));
    }

    public function testWhatThePanelSavesAtTheServerHoldsOnThePages(): void
    {
        $this->pairAs('administrator');
        $record = Plugin::services()->pairings()->require();
        $path = "/v1/workspaces/{$record->workspaceId}/sources/{$record->sourceId}/screening/services";
        $said = static fn(bool $on): string => (string) wp_json_encode(['akismet' => ['on' => false], 'turnstile' => ['on' => $on, 'siteKey' => '0xNEW']]);
        $call = fn(string $method, string $end, int $status, string $body) => [
            $this->http->answer($method, "https://handoff.test$path$end", $status, $body),
            Dispatcher::browse($method, "/handoff/v1/server$path$end", [], $method === 'GET' ? '' : '{}'),
        ];
        $call('PUT', '/turnstile', 422, '{"error":{"code":"invalid","message":"No."}}');
        self::assertNull(Widget::siteKey());
        $call('PUT', '/turnstile', 200, $said(true));
        self::assertSame('0xNEW', Widget::siteKey());
        $since = get_option(Widget::OPTION)['since'];
        $call('GET', '', 200, $said(true));
        self::assertSame($since, get_option(Widget::OPTION)['since']);
        $call('PUT', '/turnstile', 200, $said(false));
        self::assertNull(Widget::siteKey());
    }

    public function testASiteThatMovedGoesOnShowingIt(): void
    {
        $this->server->pair($this->services());
        $this->turnOn(0);
        $this->server->hearAddress();
        $this->move();
        self::assertSame('https://moved.example.com', $this->server->siteUrl);
        self::assertStringContainsString('0xSITE', $this->commentForm());
    }

    public function testNorDoesItGoWhereTheServerCannotBeToldYet(): void
    {
        $this->server->pair($this->services());
        $this->turnOn(0);
        $this->http->answer('PATCH', $this->server->sourceUrl(), 401, '{"error":{"code":"clock_skew","message":"Check the clock."}}');
        $this->move();
        self::assertSame('0xSITE', Widget::siteKey());
    }

    public function testNotWhereAnOlderServerTakesTheSiteToBeWhereItWas(): void
    {
        $this->server->pair($this->services());
        $this->turnOn(0);
        $this->http->answer('PATCH', $this->server->sourceUrl(), 422, '{"error":{"code":"invalid","message":"url: not known"}}');
        $this->move();
        self::assertNull(Widget::siteKey());
    }

    public function testAnotherPairingHasSaidNothingOfItYet(): void
    {
        $this->turnOn(0);
        $this->server->pair($this->services());
        self::assertNull(Widget::siteKey());
    }

    private function move(): void
    {
        update_option('home', 'https://moved.example.com');
        update_option('siteurl', 'https://moved.example.com');
        $this->services()->pairing()->decideClone('moved');
    }

    private function turnOn(int $secondsAgo): void
    {
        update_option(Widget::OPTION, ['siteKey' => '0xSITE', 'since' => time() - $secondsAgo], true);
    }

    private function commentForm(): string
    {
        update_option('default_comment_status', 'open');
        $post = wp_insert_post(['post_title' => 'Tea', 'post_content' => 'Tea', 'post_status' => 'publish', 'comment_status' => 'open']);
        return self::printed(static fn() => comment_form([], $post));
    }

    /** @return array<string, mixed> The context of the event. */
    private function comment(string $token, string $page = 'wp-comments-post.php'): array
    {
        foreach (['check_comment_flood', 'duplicate_comment_id'] as $filter) {
            remove_all_filters($filter);
        }
        $GLOBALS['pagenow'] = $page;
        $_POST = $token === '' ? [] : ['_handoff_turnstile' => $token];
        wp_new_comment([
            'comment_post_ID' => 1, 'comment_author' => 'Ada', 'comment_author_email' => 'ada@example.com', 'comment_author_url' => '',
            'comment_content' => 'Which tea is this? ' . wp_generate_uuid4(), 'comment_type' => 'comment',
            'comment_author_IP' => '203.0.113.7', 'comment_agent' => 'Mozilla/5.0', 'comment_parent' => 0, 'user_id' => 0,
        ]);
        $events = Kept::envelopes('comment.posted');
        $event = end($events);
        self::assertSame([], (new Schema('envelope'))->problems($event));
        return $event['context'];
    }

    /** @param callable(): mixed $print */
    private static function printed(callable $print): string
    {
        ob_start();
        $print();
        return (string) ob_get_clean();
    }
}
