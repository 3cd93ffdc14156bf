<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

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
