<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

use FluentForm_Fixture_Submission;
use Handoff\Tests\Support\Kept;

final class FluentFormsTest extends FormSourceTestCase
{
    /** @var array<int, mixed> */
    private array $told = [];

    protected function folder(): string
    {
        return 'fluentform';
    }

    protected function slug(): string
    {
        return 'fluent-forms';
    }

    protected function isStandIn(): bool
    {
        return class_exists('FluentForm_Fixture_Submission');
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
        add_filter('wp_doing_ajax', '__return_true');
        $data = [
            '_wp_http_referer' => $_SERVER['REQUEST_URI'], '__fluent_form_embded_post_id' => (string) $this->page,
            "_fluentform_{$this->form}_fluentformnonce" => 'abc', "item_{$this->form}__fluent_sf" => $answers['trap'] ?? '',
            'names' => ['first_name' => $answers['first'], 'last_name' => $answers['last']],
            'input_password' => $answers['password'] ?? '', 'form' => $answers['form'] ?? '', 'leaf' => '',
        ] + array_intersect_key($answers, array_flip(['email', 'phone', 'topic', 'message', 'address', 'guests']));
        $data += $answers['teas'] === [] ? [] : ['teas' => $answers['teas']];
        $data += $answers['privacy'] ? ['privacy' => 'on'] : [];
        if (isset($answers['leaf'])) {
            $name = "ff-1-{$answers['leaf']}";
            wp_mkdir_p(wp_upload_dir()['basedir'] . '/fluentform');
            file_put_contents(wp_upload_dir()['basedir'] . "/fluentform/$name", 'a leaf');
            $data['leaf'] = [wp_upload_dir()['baseurl'] . '/fluentform/' . rawurlencode($name)];
        }
        add_action('fluentform/submission_inserted', function (...$told): void {
            $this->told = $told;
        }, 99, 3);
        FluentForm_Fixture_Submission::process((int) $this->form, $data);
    }

    protected function fireAgain(): void
    {
        do_action('fluentform/submission_inserted', ...$this->told);
    }

    protected function makeOlder(int $seconds): void
    {
        global $wpdb;
        $wpdb->query("UPDATE {$wpdb->prefix}fluentform_submissions SET created_at = created_at - INTERVAL $seconds SECOND");
    }

    /** Akismet was asked. */
    protected function verdicts(): array
    {
        return [['tool' => 'akismet', 'verdict' => 'ham']];
    }

    public function testSpamThatIsKeptGoesAlong(): void
    {
        update_option('fluentform_fixture_spam', 'mark');
        $this->send(['email' => self::SPAMMER] + self::ada());

        self::assertSame([['tool' => 'akismet', 'verdict' => 'spam']], $this->only()['signals']);
        $entries = $this->entries();
        self::assertSame(Kept::keys(), array_map(static fn($draft) => $draft->idempotencyKey(), $entries), 'Its doubled row is none.');
        self::assertSame('spam', $entries[0]->signals[0]['verdict']);
    }

    public function testWhatItRefusesIsNoSubmission(): void
    {
        $this->send(['email' => self::SPAMMER] + self::ada());
        $this->send(['trap' => 'bot'] + self::ada());
        self::assertSame([[], []], [Kept::envelopes(), $this->entries()]);
    }

    /** @dataProvider unfinished */
    public function testWhatNobodyConfirmedApprovedOrPaidIsFoundByNobody(array $kept): void
    {
        global $wpdb;
        // It is written before the hook, which runs once it is confirmed, approved or paid.
        remove_all_actions('fluentform/submission_inserted');
        $this->send(self::ada());
        $wpdb->query("DELETE FROM {$wpdb->prefix}fluentform_submission_meta WHERE meta_key = 'is_form_action_fired'");
        self::assertCount(1, $this->entries(), 'As it is, the hook only was lost.');
        $wpdb->update("{$wpdb->prefix}fluentform_submissions", $kept, ['form_id' => $this->form]);
        self::assertSame([[], 0], [$this->entries(), $this->source()->countSince(time() - HOUR_IN_SECONDS)]);
    }

    /** @return array<string, array{array<string, string>}> */
    public function unfinished(): array
    {
        return [
            'not confirmed by mail' => [['status' => 'unconfirmed']],
            'not approved yet' => [['status' => 'unapproved']],
            'declined' => [['status' => 'declined']],
            'thrown away' => [['status' => 'trashed']],
            'not paid yet' => [['payment_status' => 'pending']],
            'a payment that failed' => [['payment_status' => 'failed']],
        ];
    }

    /** @dataProvider finished */
    public function testWhatWasConfirmedApprovedOrTakenIsFound(array $kept): void
    {
        global $wpdb;
        $this->send(self::ada());
        $wpdb->update("{$wpdb->prefix}fluentform_submissions", $kept, ['form_id' => $this->form]);
        self::assertCount(1, $this->entries());
    }

    /** @return array<string, array{array<string, string>}> */
    public function finished(): array
    {
        return [
            'confirmed by mail' => [['status' => 'confirmed']],
            'approved' => [['status' => 'approved']],
            'paid' => [['payment_status' => 'paid']],
            'to be paid in cash, so taken at once' => [['payment_status' => 'pending']],
            'paid back' => [['payment_status' => 'refunded']],
        ];
    }

    public function testAVerdictCountsForItsOwnSubmissionOnly(): void
    {
        update_option('fluentform_fixture_spam', 'mark');
        $this->send(['email' => self::SPAMMER] + self::ada());
        $this->send(self::ada());
        [$spam, $ham] = Kept::envelopes();
        self::assertSame(['spam', 'ham'], [$spam['signals'][0]['verdict'], $ham['signals'][0]['verdict']]);
    }

    public function testPartsAndRowsKeepTheirNames(): void
    {
        $this->send([
            'address' => ['address_line_1' => 'Musterstraße 12', 'city' => 'Köln', 'country' => 'DE'],
            'guests' => [['Grace', self::PASSWORD], ['Joan', '']],
        ] + self::ada());

        $event = $this->only();
        $fields = $event['data']['fields'];
        self::assertSame(['first_name' => 'Ada', 'last_name' => 'Lovelace'], $fields['names']);
        self::assertSame('Köln', $fields['address']['city']);
        self::assertSame([['1' => 'Grace'], ['1' => 'Joan']], $fields['guests']);
        $labels = $event['data']['labels'];
        self::assertSame(['Address: City', 'Guests: Name'], [$labels['address.city'], $labels['guests.1']]);
        self::assertSame(['Ada', 'Lovelace', 'DE'], [
            $event['subject']['firstName'], $event['subject']['lastName'], $event['subject']['country'],
        ]);
        self::assertStringNotContainsString(self::PASSWORD, (string) wp_json_encode($event));
    }

    public function testWhatFluentFormsAddsForItselfStays(): void
    {
        $this->send(self::ada());
        foreach (array_keys($this->only()['data']['fields']) as $key) {
            self::assertDoesNotMatchRegularExpression('/^_|nonce|fluent/', (string) $key);
        }
    }
}
