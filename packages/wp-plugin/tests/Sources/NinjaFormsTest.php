<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

use Handoff\Tests\Support\Kept;
use NF_AJAX_Controllers_Submission;

final class NinjaFormsTest extends FormSourceTestCase
{
    /** @var array<string, mixed> */
    private array $told = [];

    protected function folder(): string
    {
        return 'ninja-forms';
    }

    protected function slug(): string
    {
        return 'ninja-forms';
    }

    protected function isStandIn(): bool
    {
        return class_exists('NF_Fixture_Factory');
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
        // Its script sends to an address of its own.
        add_filter('wp_doing_ajax', '__return_true');
        $values = [
            'firstname' => $answers['first'], 'lastname' => $answers['last'], 'password_1' => $answers['password'] ?? '',
            'privacy' => $answers['privacy'] ? 1 : 0, 'guests' => $answers['guests'] ?? '',
        ] + array_intersect_key($answers, array_flip(['email', 'phone', 'topic', 'teas', 'message', 'form']));
        $fields = [];
        foreach (Ninja_Forms()->form($this->form)->get_fields() as $id => $field) {
            $fields[$id] = ['id' => $id, 'value' => $values[$field->get_setting('key')] ?? ''];
            if ($field->get_setting('key') === 'leaf' && isset($answers['leaf'])) {
                $fields[$id]['files'] = [['name' => $answers['leaf'], 'tmp_name' => 'nftmp-x', 'fieldID' => $id]];
                $fields[$id]['value'] = [wp_upload_dir()['baseurl'] . '/ninja-forms/1/' . sanitize_file_name($answers['leaf'])];
            }
        }
        add_action('ninja_forms_after_submission', function ($data): void {
            $this->told = $data;
        }, 99);
        (new NF_AJAX_Controllers_Submission())->process([
            'id' => $this->form, 'fields' => $fields, 'settings' => ['is_preview' => !empty($answers['preview'])],
        ]);
    }

    protected function fireAgain(): void
    {
        do_action('ninja_forms_after_submission', $this->told);
    }

    protected function makeOlder(int $seconds): void
    {
        global $wpdb;
        $wpdb->query("UPDATE $wpdb->posts SET post_date_gmt = post_date_gmt - INTERVAL $seconds SECOND WHERE post_type = 'nf_sub'");
        wp_cache_flush();
    }

    protected function fileSize(): ?int
    {
        return null;
    }

    /** Its own spam check ends with an error for the visitor, and nothing is kept anywhere. */
    public function testWhatItRefusesIsNoSubmission(): void
    {
        $this->send(['email' => self::SPAMMER] + self::ada());
        self::assertSame([[], []], [Kept::envelopes(), $this->entries()]);
    }

    public function testAPreviewIsNoSubmission(): void
    {
        $this->send(['preview' => true] + self::ada());
        self::assertSame([], Kept::envelopes());
    }

    public function testRepeatedFieldsAreRows(): void
    {
        $this->send(['guests' => [
            '13.1_0' => ['id' => '13.1_0', 'value' => 'Grace'], '13.2_0' => ['id' => '13.2_0', 'value' => self::PASSWORD],
            '13.1_1' => ['id' => '13.1_1', 'value' => 'Joan'], '13.2_1' => ['id' => '13.2_1', 'value' => ''],
        ]] + self::ada());

        $event = $this->only();
        self::assertSame([['guest' => 'Grace'], ['guest' => 'Joan']], $event['data']['fields']['guests']);
        self::assertSame('Guests: Name', $event['data']['labels']['guests.guest']);
        self::assertStringContainsString('Guests: Code', $event['signals'][0]['detail']);
    }

    public function testWithoutAnActionThatStoresEverySubmissionIsOneOfItsOwn(): void
    {
        global $wpdb;
        $wpdb->query("DELETE FROM {$wpdb->prefix}nf3_actions WHERE settings LIKE '%\"save\"%'");
        $this->send(self::ada());
        $this->fireAgain();
        $this->only();
        self::assertSame([], $this->entries());
    }

    /** @dataProvider unpaid */
    public function testWhatNobodyPaidIsFoundByNobody(array $kept): void
    {
        $this->askForPayment();
        $this->send(self::ada());
        $this->keepOfThePayment($kept);
        self::assertSame([[], [], 0], [Kept::envelopes(), $this->entries(), $this->source()->countSince(time() - HOUR_IN_SECONDS)]);
    }

    /** @return array<string, array{array<string, string>}> */
    public function unpaid(): array
    {
        return [
            'away to pay' => [[]],
            'a card that was refused' => [['stripe_customer_id' => 'cus_1', 'stripe_charge_id' => 'Payment incomplete: ( declined )']],
        ];
    }

    /** @dataProvider paid */
    public function testWhatWasPaidIsFound(array $kept): void
    {
        $this->askForPayment();
        $this->send(self::ada());
        $this->keepOfThePayment($kept);
        self::assertSame([1, 1], [count($this->entries()), $this->source()->countSince(time() - HOUR_IN_SECONDS)]);
    }

    /** @return array<string, array{array<string, string>}> */
    public function paid(): array
    {
        return [
            'by PayPal' => [['paypal_status' => 'Completed', 'paypal_transaction_id' => '9XY']],
            'by Stripe' => [['stripe_charge_id' => 'ch_1']],
        ];
    }

    public function testAPaymentThatIsSwitchedOffIsNotWaitedFor(): void
    {
        $this->askForPayment(false);
        $this->send(self::ada());
        self::assertCount(1, $this->entries());
    }

    private function askForPayment(bool $active = true): void
    {
        $settings = ['type' => 'collectpayment', 'active' => (int) $active, 'payment_gateways' => 'paypal-express'];
        Ninja_Forms()->form($this->form)->action()->get()->update_settings($settings)->save();
    }

    /** @param array<string, string> $kept */
    private function keepOfThePayment(array $kept): void
    {
        $entry = get_posts(['post_type' => 'nf_sub', 'numberposts' => 1])[0]->ID;
        foreach ($kept as $key => $value) {
            update_post_meta($entry, $key, $value);
        }
    }

    public function testItsFormsAreSentByAScript(): void
    {
        $this->send(self::ada());
        $context = $this->only()['context'];
        self::assertTrue($context['scriptRan']);
        self::assertSame(['source' => 'news'], $context['utm']);
    }
}
