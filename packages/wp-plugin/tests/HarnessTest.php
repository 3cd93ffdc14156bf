<?php

declare(strict_types=1);

namespace Handoff\Tests;

use Handoff\Plugin;

/** The ground that the other tests stand on: each of these fails if one test can disturb the next. */
final class HarnessTest extends TestCase
{
    public function testTheSiteIsARealOneWithThePluginActive(): void
    {
        self::assertTrue(is_plugin_active('handoff/handoff.php'));
        self::assertSame('Bloom & Steep', wp_specialchars_decode(get_option('blogname')));
        self::assertGreaterThan(0, did_action('handoff_loaded'));
    }

    public function testChangesStayInTheTest(): void
    {
        $this->leaveTraces();
        $this->tearDown();
        self::assertFalse(get_option('handoff_harness'));
        self::assertFalse(has_filter('handoff_harness'));
        self::assertArrayNotHasKey('handoff_harness', $_POST);
        self::assertSame(0, get_current_user_id());
        self::assertEqualsWithDelta(time(), Plugin::services()->clock()->now(), 5);
        $this->setUp();
    }

    private function leaveTraces(): void
    {
        update_option('handoff_harness', 'changed');
        add_filter('handoff_harness', '__return_true');
        $_POST['handoff_harness'] = '1';
        $this->actAs('editor');
        $this->moveClock(3600);
        self::assertSame('changed', get_option('handoff_harness'));
        self::assertTrue(current_user_can('edit_others_posts'));
        self::assertEqualsWithDelta(time() + 3600, $this->services()->clock()->now(), 5);
    }

    public function testHttpIsAnsweredAndRecorded(): void
    {
        $this->http->answer('POST', 'https://server.test/v1/events', 202, ['eventId' => 'e1']);
        $answer = wp_remote_post('https://server.test/v1/events?x=1', ['body' => '{"a":1}']);
        self::assertSame(202, wp_remote_retrieve_response_code($answer));
        self::assertSame('{"eventId":"e1"}', wp_remote_retrieve_body($answer));
        self::assertSame('application/json', wp_remote_retrieve_header($answer, 'Content-Type'));
        self::assertSame(['a' => 1], $this->http->lastJson());
    }

    public function testWhatNobodyPreparedOrAskedForIsAProblem(): void
    {
        $http = new Support\HttpAnswerer();
        $http->answer('GET', 'https://server.test/never', 200);
        self::assertWPError($http->filter(false, ['method' => 'GET'], 'https://elsewhere.test/'));
        self::assertSame(
            ['Nobody expected GET https://elsewhere.test/.', 'Nobody asked for GET https://server.test/never.'],
            $http->problems()
        );
    }

    public function testMailsAreKeptInsteadOfSent(): void
    {
        self::assertTrue(wp_mail('owner@example.com', 'Hello', 'Text'));
        self::assertSame('Hello', $this->mails()[0]['subject']);
    }

    /** @param mixed $value */
    private static function assertWPError($value): void
    {
        self::assertInstanceOf(\WP_Error::class, $value);
    }
}
