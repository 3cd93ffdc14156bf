<?php

declare(strict_types=1);

namespace Handoff\Tests\WordPressCore;

use Handoff\Capture\EventDraft;
use Handoff\Sources\WordPressUsers;
use Handoff\Tests\Support\Kept;
use Handoff\Tests\Support\Schema;
use Handoff\Tests\TestCase;

final class UsersTest extends TestCase
{
    private const PASSWORD = 'Correct-horse-battery-4711';

    public function testARegistrationTellsWhoAndAsWhat(): void
    {
        $id = $this->register('ada', ['first_name' => 'Ada', 'last_name' => 'Lovelace', 'role' => 'editor', 'locale' => 'de_DE']);

        $event = Kept::envelopes('user.registered')[0];
        self::assertSame([], (new Schema('envelope'))->problems($event));
        self::assertSame($this->keyOf($id), $event['idempotencyKey']);
        self::assertSame([
            'email' => 'ada@example.com', 'name' => 'Ada Lovelace', 'firstName' => 'Ada', 'lastName' => 'Lovelace',
            'externalIds' => ['wordpress_user' => (string) $id],
        ], $event['subject']);
        self::assertSame(
            ['editor', 'de-DE', 'ada', (string) $id],
            [$event['data']['role'], $event['data']['locale'], $event['data']['username'], $event['data']['userId']]
        );
        self::assertEqualsWithDelta(time(), strtotime($event['occurredAt']), 60);
    }

    public function testThePasswordNeverLeavesTheSite(): void
    {
        $this->register('ada');
        $hash = get_user_by('login', 'ada')->user_pass;
        $rows = (string) json_encode(Kept::envelopes());
        self::assertStringNotContainsString(self::PASSWORD, $rows);
        self::assertStringNotContainsString(substr((string) json_encode($hash), 1, -1), $rows);
    }

    public function testPastRegistrationsHaveTheKeysOfTheHook(): void
    {
        $ids = [$this->register('ada'), $this->register('grace')];
        $keys = array_map([$this, 'keyOf'], $ids);
        self::assertSame($keys, Kept::keys());
        $source = new WordPressUsers();
        [$drafts, $after] = [[], ''];
        do {
            $page = $source->entriesSince(time() - 3600, $after, 1);
            $drafts = array_merge($drafts, $page->drafts);
            $after = (string) $page->next;
        } while ($page->next !== null);
        self::assertSame($keys, array_values(array_diff(
            array_map(static fn(EventDraft $draft) => $draft->idempotencyKey(), $drafts),
            [$this->keyOf(1)]
        )));
        self::assertSame(count($drafts), $source->countSince(time() - 3600));
        self::assertSame([], $source->entriesSince(time() + 60, '', 10)->drafts);
    }

    public function testAnIdThatIsGivenAgainAfterABackupWasBroughtBackIsAnotherPerson(): void
    {
        global $wpdb;
        $id = $this->register('ada');
        $wpdb->update($wpdb->users, ['user_registered' => '2026-01-31 10:00:00'], ['ID' => $id]);
        clean_user_cache($id);
        $keys = array_map(
            static fn(EventDraft $draft) => $draft->idempotencyKey(),
            (new WordPressUsers())->entriesSince(strtotime('2026-01-31 09:00:00 UTC'), (string) ($id - 1), 1)->drafts
        );
        self::assertSame([], array_intersect($keys, Kept::keys()));
    }

    /** `type:id:when it was registered`. */
    private function keyOf(int $id): string
    {
        return "user.registered:wordpress-users-$id:" . strtotime(get_userdata($id)->user_registered . ' UTC');
    }

    /** @param array<string, string> $more */
    private function register(string $name, array $more = []): int
    {
        return (int) wp_insert_user($more + ['user_login' => $name, 'user_email' => "$name@example.com", 'user_pass' => self::PASSWORD]);
    }
}
