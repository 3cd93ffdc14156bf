<?php

declare(strict_types=1);

namespace Handoff\Tests\Capture;

use Handoff\Capture\Envelopes;
use Handoff\Capture\EventDraft;
use Handoff\Tests\Support\Schema;
use Handoff\Tests\TestCase;

final class EnvelopesTest extends TestCase
{
    /** The server takes no larger request. */
    private const MOST_BYTES = 1048576;

    public function testADraftBecomesAnEventOfTheContract(): void
    {
        $draft = EventDraft::forForm('contact-form-7', '7', ['your-name' => 'Zoë', 'stars' => 5, 'yes' => true], [
            'id' => '12', 'title' => 'Contact', 'labels' => ['your-name' => 'Name'], 'types' => ['your-name' => 'text'],
            'occurredAt' => 1795248000, 'subject' => ['email' => 'zoe@example.com', 'externalIds' => ['wordpress_user' => 3, 'none' => '']],
            'consent' => [['channel' => 'email', 'state' => 'subscribed', 'wording' => 'News', 'at' => '2026-11-21T08:00:00Z']],
            'signals' => [['tool' => 'akismet', 'verdict' => 'ham']],
        ]);
        $event = self::made($draft);

        self::assertMatchesRegularExpression('/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/', $event['id']);
        self::assertSame('form.submitted:contact-form-7-7-12:1', $event['idempotencyKey']);
        self::assertSame('2026-11-21T08:00:00Z', preg_replace('/\.0+Z/', 'Z', $event['occurredAt']));
        self::assertSame(['id' => '7', 'title' => 'Contact', 'plugin' => 'contact-form-7'], $event['data']['form']);
        self::assertSame(['your-name' => 'Zoë', 'stars' => 5, 'yes' => true], $event['data']['fields']);
        self::assertSame(['email' => 'zoe@example.com', 'externalIds' => ['wordpress_user' => '3']], $event['subject']);
        self::assertSame('subscribed', $event['consent'][0]['state']);
        self::assertSame([['tool' => 'akismet', 'verdict' => 'ham']], $event['signals']);
    }

    public function testWhatAVisitorDoesHasATraceOfItsOwn(): void
    {
        $draft = EventDraft::forForm('custom', 'f', []);
        $first = self::made($draft)['context']['traceparent'];
        self::assertMatchesRegularExpression('/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/', $first);
        self::assertNotSame($first, self::made($draft)['context']['traceparent']);
    }

    public function testTheTraceOfTheRequestGoesOnUnlessItIsMalformed(): void
    {
        $draft = EventDraft::forForm('custom', 'f', []);
        $given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
        try {
            $_SERVER['HTTP_TRACEPARENT'] = $given;
            self::assertSame($given, self::made($draft)['context']['traceparent']);
            foreach (["$given\n", strtoupper($given), '00-' . str_repeat('0', 32) . '-00f067aa0ba902b7-01', 'x'] as $malformed) {
                $_SERVER['HTTP_TRACEPARENT'] = $malformed;
                self::assertMatchesRegularExpression(
                    '/^00-(?!4bf92f35)[0-9a-f]{32}-[0-9a-f]{16}-01\z/',
                    self::made($draft)['context']['traceparent']
                );
            }
        } finally {
            unset($_SERVER['HTTP_TRACEPARENT']);
        }
    }

    public function testIdsRiseWithTime(): void
    {
        $draft = EventDraft::forForm('custom', 'f', []);
        $first = self::made($draft)['id'];
        do {
            $later = self::made($draft)['id'];
        } while (substr($later, 0, 13) === substr($first, 0, 13));
        self::assertGreaterThan($first, $later);
    }

    public function testANumberedFieldIsAMemberNotAPlaceInAList(): void
    {
        $draft = EventDraft::forForm('wpforms', '1', ['0' => 'a', '1' => 'b'], ['labels' => ['0' => 'A'], 'types' => ['0' => 'text']]);
        $json = self::json($draft);
        self::assertStringContainsString('"fields":{"0":"a","1":"b"}', $json);
        self::assertStringContainsString('"labels":{"0":"A"}', $json);
        self::assertStringContainsString('"fields":{}', self::json(EventDraft::forForm('wpforms', '1', [])));
    }

    public function testFieldsCalledAsOurOwnMembersStayFields(): void
    {
        $fields = ['id' => '1', 'form' => 'x', 'fields' => ['y'], 'labels' => 'z', 'type' => 'order.paid', 'subject' => 's', 'idempotencyKey' => 'k'];
        $event = self::made(EventDraft::forForm('custom', 'f', $fields));
        self::assertSame($fields, $event['data']['fields']);
        self::assertSame(['form.submitted', 'f'], [$event['type'], $event['data']['form']['id']]);
    }

    public function testTextThatIsNoneIsReadAsTheUsualCulprit(): void
    {
        $event = self::made(EventDraft::forForm('custom', 'f', ['a' => "caf\xe9 \x93q\x94", 'b' => "nul\0l", "k\xe9" => "ok", 'c' => NAN], [
            'title' => "Th\xe9",
            'subject' => ['name' => "Ren\xe9"],
        ]));
        self::assertSame(['a' => 'café “q”', 'b' => 'null', 'ké' => 'ok', 'c' => null], $event['data']['fields']);
        self::assertSame(['Thé', 'René'], [$event['data']['form']['title'], $event['subject']['name']]);
    }

    /** @dataProvider lengths */
    public function testNothingIsLongerThanTheContractAllows(string $long): void
    {
        $draft = EventDraft::forForm('custom', 'f', ['a' => $long], [
            'title' => $long, 'id' => $long,
            'subject' => array_fill_keys(['email', 'phone', 'name', 'firstName', 'lastName', 'company'], $long) + ['country' => 'Deutschland'],
            'context' => array_fill_keys(['ip', 'userAgent', 'referrer', 'locale', 'honeypot'], $long) + ['page' => "https://x.example/$long"],
            'consent' => array_fill(0, 60, ['channel' => 'email', 'state' => 'unknown', 'wording' => $long, 'evidence' => $long]),
            'signals' => array_fill(0, 60, ['tool' => $long, 'verdict' => 'spam', 'detail' => $long]),
        ]);
        $event = self::made($draft);

        self::assertCount(50, $event['consent']);
        self::assertCount(49, $event['signals'], 'One place is kept for what we say ourselves.');
        self::assertLessThanOrEqual(512, strlen($event['idempotencyKey']));
        self::assertArrayNotHasKey('country', $event['subject']);
        $email = (string) iconv('UTF-8', 'UTF-16LE', $event['subject']['email']);
        self::assertLessThanOrEqual(640, strlen($email), 'The server counts UTF-16 units.');
        self::assertGreaterThan(630, strlen($email));
    }

    /** @return array<string, array{string}> */
    public function lengths(): array
    {
        return ['letters' => [str_repeat('a', 5000)], 'emoji' => [str_repeat('💐', 3000)], 'mixed' => ['a' . str_repeat('💐', 3000)]];
    }

    public function testLongKeysStayApartAndTheSameStaysTheSame(): void
    {
        $long = str_repeat('x', 600);
        $key = static fn(string $end): string => (new EventDraft('form.submitted', $long . $end))->idempotencyKey();
        self::assertNotSame($key('a'), $key('b'));
        self::assertSame($key('a'), $key('a'));
    }

    public function testAHugeSubmissionIsShortenedUntilItFitsAndSaysSo(): void
    {
        $fields = ['name' => 'Ada', 'book' => str_repeat("Lorem ipsum \u{1F490} ", 200000)];
        for ($i = 0; $i < 3000; $i++) {
            $fields["f$i"] = str_repeat('é', 200);
        }
        $draft = EventDraft::forForm('custom', 'f', $fields);
        $event = self::made($draft);

        self::assertLessThan(self::MOST_BYTES, strlen(self::json($draft)));
        self::assertSame('Ada', $event['data']['fields']['name']);
        self::assertStringStartsWith('Lorem ipsum 💐', $event['data']['fields']['book']);
        self::assertSame(['tool' => 'handoff', 'verdict' => 'unsure'], array_slice($event['signals'][0], 0, 2));
        self::assertStringContainsString('book', $event['signals'][0]['detail']);
    }

    public function testAnEndlessNestingEnds(): void
    {
        $deep = 'bottom';
        for ($i = 0; $i < 200; $i++) {
            $deep = ['d' => $deep];
        }
        $event = self::made(EventDraft::forForm('custom', 'f', ['deep' => $deep, 'name' => 'Ada']));
        self::assertSame('Ada', $event['data']['fields']['name']);
        self::assertStringContainsString('deep', $event['signals'][0]['detail']);
    }

    public function testAnOrdinaryLongMessageStaysWhole(): void
    {
        $message = str_repeat('All of it. ', 5000);
        $event = self::made(EventDraft::forForm('custom', 'f', ['m' => $message]));
        self::assertSame($message, $event['data']['fields']['m']);
        self::assertArrayNotHasKey('signals', $event);
    }

    public function testWhatTheOwnerKeepsFromTravellingDoesNot(): void
    {
        $this->services()->settings()->save(['sendIp' => false, 'sendUserAgent' => false]);
        $_SERVER['HTTP_USER_AGENT'] = 'Mozilla/5.0';
        $draft = EventDraft::forForm('custom', 'f', [], ['context' => ['ip' => '198.51.100.1']]);
        $context = self::made($draft)['context'];
        self::assertArrayNotHasKey('ip', $context);
        self::assertArrayNotHasKey('userAgent', $context);
        $this->services()->settings()->save(['sendIp' => true]);
        self::assertSame('198.51.100.1', self::made($draft)['context']['ip'], 'What a source tells comes first.');
    }

    public function testThePageTellsTheCampaignAndNoSecrets(): void
    {
        $_SERVER['REQUEST_URI'] = '/contact/?utm_source=news&utm_campaign=autumn%20%C3%A9&utm_x[]=1&token=abc123&reset_key=zzz&p=7';
        $_SERVER['HTTP_REFERER'] = 'https://search.example/?q=tea&api_key=abc123';
        $context = self::made(EventDraft::forForm('custom', 'f', []))['context'];

        self::assertSame(['source' => 'news', 'campaign' => 'autumn é'], $context['utm']);
        self::assertStringContainsString('p=7', $context['page']);
        self::assertSame('https://search.example/?q=tea', $context['referrer']);
        self::assertStringNotContainsString('abc123', (string) wp_json_encode($context));
    }

    public function testWhereAScriptSendsTheFormThePageIsTheOneItStandsOn(): void
    {
        add_filter('wp_doing_ajax', '__return_true');
        $_SERVER['REQUEST_URI'] = '/wp-admin/admin-ajax.php';
        $_SERVER['HTTP_REFERER'] = 'http://127.0.0.1/contact/?utm_medium=mail';
        $context = self::made(EventDraft::forForm('custom', 'f', []))['context'];
        self::assertSame('http://127.0.0.1/contact/?utm_medium=mail', $context['page']);
        self::assertSame(['medium' => 'mail'], $context['utm']);
        self::assertArrayNotHasKey('referrer', $context);
    }

    public function testAFormThatWordPressOwnAddressForFormsTakesTellsThePageItStandsOn(): void
    {
        $before = $GLOBALS['pagenow'] ?? null;
        set_current_screen('dashboard'); // WordPress counts that address to its admin.
        $GLOBALS['pagenow'] = 'admin-post.php';
        $_SERVER['HTTP_REFERER'] = 'http://127.0.0.1/contact/?utm_medium=mail';
        try {
            $context = self::made(EventDraft::forForm('custom', 'f', []))['context'] ?? [];
        } finally {
            $GLOBALS['pagenow'] = $before;
            unset($GLOBALS['current_screen']);
        }
        self::assertSame('http://127.0.0.1/contact/?utm_medium=mail', $context['page'] ?? null);
        self::assertSame(['medium' => 'mail'], $context['utm']);
    }

    /** @dataProvider others */
    public function testWhatNobodyVisitedTellsOfNoVisit(string $type, string $origin): void
    {
        $_SERVER['HTTP_USER_AGENT'] = 'Mozilla/5.0';
        $draft = new EventDraft($type, '1');
        $draft->data = ['orderId' => '1'];
        $event = self::made($draft, $origin);
        self::assertSame($origin === 'test' ? ['test' => true] : [], $event['context'] ?? []);
    }

    /** @return array<string, string[]> */
    public function others(): array
    {
        return [
            'an order that was paid' => ['order.paid', 'hook'],
            'a form of last year' => ['form.submitted', 'backfill'],
            'a form that was missed' => ['form.submitted', 'gap_scan'],
            'a test from the panel' => ['form.submitted', 'test'],
        ];
    }

    public function testAnAddressBehindAProxyIsTheSitesToTell(): void
    {
        add_filter('handoff_visitor_ip', static fn() => '2001:db8::7');
        self::assertSame('2001:db8::7', self::made(EventDraft::forForm('custom', 'f', []))['context']['ip']);
        add_filter('handoff_visitor_ip', static fn() => 'not an address', 20);
        self::assertArrayNotHasKey('ip', self::made(EventDraft::forForm('custom', 'f', []))['context']);
    }

    public function testSecondsThatCannotBeAreNone(): void
    {
        foreach ([-1, 'soon', null] as $seconds) {
            $draft = EventDraft::forForm('custom', 'f', [], ['context' => ['secondsToSubmit' => $seconds]]);
            self::assertArrayNotHasKey('secondsToSubmit', self::made($draft)['context'], (string) $seconds);
        }
        $draft = EventDraft::forForm('custom', 'f', [], ['context' => ['secondsToSubmit' => 4.5]]);
        self::assertSame(4.5, self::made($draft)['context']['secondsToSubmit']);
    }

    /** @return array<string, mixed> As the server gets it, checked against the contract. */
    private static function made(EventDraft $draft, string $origin = 'hook'): array
    {
        $event = json_decode(self::json($draft, $origin), true, 512, JSON_THROW_ON_ERROR);
        self::assertSame([], (new Schema('envelope'))->problems($event));
        return $event;
    }

    private static function json(EventDraft $draft, string $origin = 'hook'): string
    {
        $services = \Handoff\Plugin::services();
        return (string) json_encode(
            (new Envelopes($services->settings(), $services->clock()))->of($draft, $origin),
            JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES
        );
    }
}
