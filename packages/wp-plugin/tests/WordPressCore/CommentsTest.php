<?php

declare(strict_types=1);

namespace Handoff\Tests\WordPressCore;

use Handoff\Capture\EventDraft;
use Handoff\Sources\WordPressComments;
use Handoff\Tests\Support\Kept;
use Handoff\Tests\Support\Schema;
use Handoff\Tests\TestCase;

final class CommentsTest extends TestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        foreach (['check_comment_flood', 'duplicate_comment_id'] as $filter) {
            remove_all_filters($filter);
        }
        wp_delete_comment(1, true);
        $_SERVER['HTTP_USER_AGENT'] = 'Mozilla/5.0 (test)';
    }

    public function testACommentTellsWhoWroteWhatWhere(): void
    {
        $id = $this->post();

        $event = Kept::envelopes()[0];
        self::assertSame([], (new Schema('envelope'))->problems($event));
        self::assertSame([self::keyOf($id)], Kept::keys());
        self::assertSame(['email' => 'ada@example.com', 'name' => 'Ada Lovelace'], $event['subject']);
        self::assertSame([
            'author' => 'Ada Lovelace', 'email' => 'ada@example.com', 'url' => 'https://ada.example', 'comment' => 'Which tea is this?',
        ], $event['data']['fields']);
        self::assertSame(['comment', 'Hello world!'], [$event['data']['kind'], $event['data']['postTitle']]);
        self::assertSame(get_permalink(1), $event['context']['page']);
        self::assertSame(['203.0.113.7', 'Mozilla/5.0 (test)'], [$event['context']['ip'], $event['context']['userAgent']]);
    }

    /** @dataProvider states */
    public function testTheSitesVerdictTravelsAlong(string $approved, bool $moderates, string $verdict, string $status): void
    {
        update_option('comment_moderation', $moderates ? '1' : '');
        update_option('comment_previously_approved', '');
        add_filter('pre_comment_approved', static fn() => $approved);
        $this->post();

        $event = Kept::envelopes()[0];
        self::assertSame([['wordpress', $verdict]], self::verdicts($event));
        self::assertSame($status, $event['data']['status']);
    }

    /** @return array<string, array{string, bool, string, string}> */
    public function states(): array
    {
        return [
            'spam' => ['spam', true, 'spam', 'spam'],
            'disallowed words' => ['trash', true, 'spam', 'trashed'],
            'waiting' => ['0', true, 'unsure', 'held'],
            'approved where somebody looks' => ['1', true, 'ham', 'approved'],
            'published where nobody looks' => ['1', false, 'unsure', 'approved'],
        ];
    }

    /** @dataProvider akismet */
    public function testAkismetsVerdictTravelsAlong(string $result, string $verdict): void
    {
        add_action('wp_insert_comment', static fn($id) => add_comment_meta($id, 'akismet_result', $result));
        add_filter('pre_comment_approved', static fn() => $result === 'true' ? 'spam' : '1');
        $this->post();
        self::assertContains(['akismet', $verdict], self::verdicts(Kept::envelopes()[0]));
    }

    /** @return array<string, array{string, string}> */
    public function akismet(): array
    {
        return ['spam' => ['true', 'spam'], 'no spam' => ['false', 'ham']];
    }

    public function testAReviewHasItsRating(): void
    {
        add_action('comment_post', static fn($id) => add_comment_meta($id, 'rating', '4'), 1);
        $this->post(['comment_type' => 'review']);
        $data = Kept::envelopes()[0]['data'];
        self::assertSame(['review', 4], [$data['kind'], $data['fields']['rating']]);
    }

    public function testOrderNotesAndPingbacksAreNobodysMessage(): void
    {
        wp_insert_comment(['comment_post_ID' => 1, 'comment_content' => 'Paid by card', 'comment_type' => 'order_note']);
        $this->post(['comment_type' => 'pingback']);
        self::assertSame([], Kept::types());
        self::assertSame([], $this->read(0, 10));
    }

    public function testPastCommentsHaveTheKeysOfTheHook(): void
    {
        $ids = [$this->post(), $this->post(['comment_content' => 'And this?'])];
        add_filter('pre_comment_approved', static fn() => 'spam');
        $ids[] = $this->post(['comment_content' => 'Buy now']);
        $old = wp_insert_comment(['comment_post_ID' => 1, 'comment_content' => 'Old', 'comment_date_gmt' => '2020-01-01 00:00:00']);
        wp_trash_comment($this->post(['comment_content' => 'Somebody threw this away']));

        $keys = array_map([self::class, 'keyOf'], $ids);
        self::assertSame($keys, $this->keysOf($this->read(time() - 3600, 10)));
        self::assertSame($keys, $this->keysOf($this->read(time() - 3600, 1)));
        self::assertSame(3, (new WordPressComments())->countSince(time() - 3600));
        self::assertContains("comment.posted:wordpress-comments-$old:1577836800", $this->keysOf($this->read(1577836800, 2)));
    }

    public function testAnIdThatIsGivenAgainAfterABackupWasBroughtBackIsAnotherComment(): void
    {
        global $wpdb;
        $id = $this->post();
        $wpdb->update($wpdb->comments, ['comment_date_gmt' => '2026-01-31 10:00:00'], ['comment_ID' => $id]);
        clean_comment_cache($id);
        self::assertSame([], array_intersect($this->keysOf($this->read(strtotime('2026-01-31 09:00:00 UTC'), 10)), Kept::keys()));
    }

    /** `type:id:when it was posted`. */
    private static function keyOf(int $id): string
    {
        return "comment.posted:wordpress-comments-$id:" . strtotime(get_comment($id)->comment_date_gmt . ' UTC');
    }

    /** @param array<string, mixed> $changes */
    private function post(array $changes = []): int
    {
        return (int) wp_new_comment($changes + [
            'comment_post_ID' => 1, 'comment_author' => 'Ada Lovelace', 'comment_author_email' => 'ada@example.com',
            'comment_author_url' => 'https://ada.example', 'comment_content' => 'Which tea is this?', 'comment_type' => 'comment',
            'comment_author_IP' => '203.0.113.7', 'comment_agent' => 'Mozilla/5.0 (test)', 'comment_parent' => 0, 'user_id' => 0,
        ]);
    }

    /** @return EventDraft[] */
    private function read(int $since, int $limit): array
    {
        [$drafts, $after] = [[], ''];
        do {
            $page = (new WordPressComments())->entriesSince($since, $after, $limit);
            $drafts = array_merge($drafts, $page->drafts);
            $after = (string) $page->next;
        } while ($page->next !== null);
        return $drafts;
    }

    /**
     * @param EventDraft[] $drafts
     *
     * @return string[]
     */
    private function keysOf(array $drafts): array
    {
        return array_map(static fn(EventDraft $draft) => $draft->idempotencyKey(), $drafts);
    }

    /** @return array<int, array{string, string}> */
    private static function verdicts(array $event): array
    {
        return array_map(static fn(array $signal) => [$signal['tool'], $signal['verdict']], $event['signals']);
    }
}
