<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

use FrmEntry;
use FrmField;
use Handoff\Tests\Support\Kept;

final class FormidableTest extends FormSourceTestCase
{
    /** @var array<int, mixed> */
    private array $told = [];

    protected function folder(): string
    {
        return 'formidable';
    }

    protected function slug(): string
    {
        return 'formidable';
    }

    protected function isStandIn(): bool
    {
        return function_exists('frm_fixture_take');
    }

    protected function keys(): array
    {
        return [
            'email' => 'email', 'phone' => 'phone', 'topic' => 'topic', 'teas' => 'teas', 'message' => 'message', 'privacy' => 'privacy',
            'leaf' => 'leaf', 'form' => 'form',
        ];
    }

    protected function send(array $answers): void
    {
        $values = [
            'name' => ['first' => $answers['first'], 'last' => $answers['last']], 'code_1' => $answers['password'] ?? '',
            'privacy' => $answers['privacy'] ? '1' : '', 'leaf' => '',
        ] + array_intersect_key($answers, array_flip(['email', 'phone', 'topic', 'teas', 'message', 'form', 'guests']));
        $metas = [0 => $answers['trap'] ?? ''];
        $_FILES = [];
        foreach (FrmField::get_all_for_form((int) $this->form) as $field) {
            if (isset($values[$field->field_key])) {
                $metas[$field->id] = $values[$field->field_key];
            }
            if ($field->type === 'file' && isset($answers['leaf'])) {
                $_FILES["file{$field->id}"] = self::upload($answers['leaf']);
            }
        }
        add_action('frm_after_create_entry', function (...$told): void {
            $this->told = $told;
        }, 99, 3);
        frm_fixture_take(['form_id' => $this->form, 'item_meta' => $metas, 'frm_saving_draft' => $answers['draft'] ?? 0]);
    }

    protected function fireAgain(): void
    {
        do_action('frm_after_create_entry', ...$this->told);
    }

    protected function makeOlder(int $seconds): void
    {
        global $wpdb;
        $wpdb->query("UPDATE {$wpdb->prefix}frm_items SET created_at = created_at - INTERVAL $seconds SECOND");
    }

    public function testWhatItRefusesIsNoSubmission(): void
    {
        $this->send(['email' => self::SPAMMER] + self::ada());
        $this->send(['trap' => 'bot'] + self::ada());
        self::assertSame([[], []], [Kept::envelopes(), $this->entries()]);
    }

    public function testADraftIsNoSubmission(): void
    {
        $this->send(['draft' => 1] + self::ada());
        self::assertSame([[], []], [Kept::envelopes(), $this->entries()]);
    }

    public function testADraftThatIsSentAtLastIsASubmission(): void
    {
        $this->send(['draft' => 1] + self::ada());
        $this->change(1);
        self::assertSame([], Kept::envelopes());
        $this->change(0);
        $event = $this->only();
        self::assertSame('ada@example.com', $event['subject']['email']);
        self::assertSame([$event['idempotencyKey']], array_map(static fn($draft) => $draft->idempotencyKey(), $this->entries()));
    }

    public function testAnEntryThatIsEditedIsNoSubmission(): void
    {
        global $wpdb;
        $this->send(self::ada());
        // Long ago: its key is not known any more.
        $wpdb->query("DELETE FROM {$wpdb->prefix}handoff_outbox");
        $this->change(0);
        self::assertSame([], Kept::envelopes());
    }

    public function testRowsAreNotSubmissionsButPartOfOne(): void
    {
        $parts = [];
        foreach ($this->guestFields() as $field) {
            $parts[$field->field_key] = $field->id;
        }
        $this->send(['guests' => [
            'form' => 'x', 0 => [$parts['guest'] => 'Grace', $parts['guest_code'] => self::PASSWORD], 1 => [$parts['guest'] => 'Joan'],
        ]] + self::ada());

        $event = $this->only();
        self::assertSame([['guest' => 'Grace'], ['guest' => 'Joan']], $event['data']['fields']['guests']);
        self::assertSame('Guests: Name', $event['data']['labels']['guests.guest']);
        self::assertStringNotContainsString(self::PASSWORD, (string) wp_json_encode($event));
        self::assertCount(1, $this->entries());
    }

    public function testWhereTheVisitorCameFromIsTold(): void
    {
        $this->send(self::ada());
        $event = $this->only();
        self::assertSame('https://search.example/?q=tea', $event['context']['referrer']);
        self::assertSame(['first' => 'Ada', 'last' => 'Lovelace'], $event['data']['fields']['name']);
        self::assertArrayNotHasKey('hint', $event['data']['fields']);
    }

    /** Changes the entry last made, in a request of its own. */
    private function change(int $isDraft): void
    {
        $GLOBALS['frm_vars']['saved_entries'] = [];
        FrmEntry::update((int) $this->told[0], ['form_id' => $this->form, 'is_draft' => $isDraft]);
    }

    /** @return object[] */
    private function guestFields(): array
    {
        foreach (FrmField::get_all_for_form((int) $this->form) as $field) {
            if ($field->field_key === 'guests') {
                return FrmField::get_all_for_form((int) $field->field_options['form_select']);
            }
        }
        return [];
    }
}
