<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

use Handoff\Capture\Envelopes;
use Handoff\Capture\EventDraft;
use Handoff\Sources\Form;
use Handoff\Sources\Source;
use Handoff\Tests\Support\Kept;

/** What holds for every form plugin. */
abstract class FormSourceTestCase extends FormSourceDriver
{
    public function testThePluginIsFoundWithItsVersion(): void
    {
        $source = $this->source();
        self::assertTrue($source->available());
        self::assertMatchesRegularExpression('/^\d+\.\d+/', (string) $source->version());
        self::assertSame(['form.submitted'], $source->types());
        self::assertContains($this->slug(), array_map(static fn(Source $one) => $one->slug(), $this->services()->sources()->active()));
    }

    public function testItsFormsAreListedBeforeAnythingIsSent(): void
    {
        $forms = array_values(array_filter($this->source()->forms(), fn(Form $one): bool => $one->id === $this->form));
        self::assertCount(1, $forms);
        self::assertSame($this->formTitle(), $forms[0]->title);
        self::assertStringStartsWith(admin_url(), (string) $forms[0]->editUrl);
        $fields = array_column($forms[0]->fields, null, 'key');
        foreach (self::LABELS as $name => $label) {
            self::assertSame($label, $fields[$this->keys()[$name]]['label'] ?? null, $name);
        }
        self::assertTrue($fields[$this->keys()['email']]['required']);
        self::assertFalse($fields[$this->keys()['phone']]['required']);
        self::assertArrayHasKey($this->keys()['privacy'], $fields);
        self::assertStringNotContainsStringIgnoringCase('password', (string) wp_json_encode($forms[0]->fields));
    }

    public function testASubmissionTellsWhoAnsweredWhat(): void
    {
        $this->send(self::ada());

        $event = $this->only();
        $keys = $this->keys();
        $fields = $event['data']['fields'];
        self::assertSame('form.submitted', $event['type']);
        self::assertSame(
            ['id' => $this->form, 'title' => $this->formTitle(), 'plugin' => $this->slug()],
            $event['data']['form']
        );
        self::assertSame('ada@example.com', $event['subject']['email']);
        self::assertSame('+49 30 901820', $event['subject']['phone']);
        self::assertSame('Ada Lovelace', $event['subject']['name']);
        self::assertSame('Question', $fields[$keys['topic']]);
        self::assertSame($this->teas(['Green', 'Oolong']), $fields[$keys['teas']]);
        self::assertSame("Which tea?\nThank you", $fields[$keys['message']]);
        foreach (self::LABELS as $name => $label) {
            self::assertSame($label, $event['data']['labels'][$keys[$name]], $name);
        }
        self::assertMatchesRegularExpression('/email/', $event['data']['types'][$keys['email']]);
        self::assertStringContainsString((string) wp_parse_url((string) get_permalink($this->page), PHP_URL_PATH), $event['context']['page']);
        self::assertSame(['source' => 'news'], $event['context']['utm'], 'The campaign');
        self::assertSame('203.0.113.7', $event['context']['ip']);
        self::assertSame('Mozilla/5.0 (test)', $event['context']['userAgent']);
        self::assertEqualsWithDelta(time(), strtotime($event['occurredAt']), 30);
        self::assertSame($this->verdicts(), $event['signals'] ?? []);
        self::assertCount(1, $this->mails(), 'The plugin goes on as ever.');
    }

    public function testWhatWasAgreedToTravelsWithItsWords(): void
    {
        $this->send(self::ada());
        $this->send(['privacy' => false] + self::ada());

        [$yes, $no] = Kept::envelopes();
        self::assertSame([true, false], [
            $yes['data']['fields'][$this->keys()['privacy']],
            $no['data']['fields'][$this->keys()['privacy']],
        ]);
        foreach ([[$yes, true], [$no, false]] as [$event, $agreed]) {
            self::assertCount(1, $event['consent']);
            $this->assertAgreement($event['consent'][0], $agreed);
        }
    }

    public function testNastyAnswersArriveAsTheyWereTyped(): void
    {
        $message = "日本 💐 <b>bold</b> & 5 > 3 \"quoted\" it's\\n O\\'Brien\n<script>alert(1)</script>ümläut";
        $answers = ['message' => $message, 'teas' => [], 'phone' => '', 'last' => "O’Brien 'Q' \"Z\""] + self::ada();
        $this->send($answers + ['form' => 'mine']);

        $event = $this->only();
        $fields = $event['data']['fields'];
        self::assertSame($this->kept($message), $fields[$this->keys()['message']]);
        self::assertSame($this->teas([]), $fields[$this->keys()['teas']] ?? $this->teas([]));
        self::assertArrayNotHasKey('phone', $event['subject']);
        self::assertSame("Ada O’Brien 'Q' \"Z\"", $event['subject']['name']);
        if (isset($this->keys()['form'])) {
            self::assertSame('mine', $fields[$this->keys()['form']], 'A field called as one of our own members.');
            self::assertSame($this->form, $event['data']['form']['id']);
        }
    }

    public function testSecretsStayOnTheSite(): void
    {
        $this->send(['password' => self::PASSWORD, 'message' => 'My card: 4111 1111 1111 1111'] + self::ada());

        $event = $this->only();
        $said = $event;
        // By chance these have any four digits.
        unset($said['id'], $said['idempotencyKey'], $said['context']['traceparent']);
        self::assertStringNotContainsString(self::PASSWORD, (string) wp_json_encode($event));
        self::assertStringNotContainsString('4111', (string) wp_json_encode($said));
        self::assertSame('My card: [card number removed]', $event['data']['fields'][$this->keys()['message']]);
        self::assertContains('handoff', array_column($event['signals'], 'tool'), 'What is left out is said.');
    }

    public function testAFileTravelsAsItsNameTypeAndSize(): void
    {
        if (!isset($this->keys()['leaf'])) {
            self::markTestSkipped('Asks for no files.');
        }
        $this->send(['leaf' => 'plan b.pdf'] + self::ada());

        $event = $this->only();
        $file = $event['data']['fields'][$this->keys()['leaf']][0];
        self::assertMatchesRegularExpression($this->fileName(), $file['name']);
        self::assertSame('application/pdf', $file['type']);
        self::assertSame($this->fileSize(), $file['size'] ?? null);
        $text = (string) wp_json_encode($event['data']);
        self::assertStringNotContainsString('uploads', $text);
        self::assertStringNotContainsString('tmp', $text);
    }

    public function testAHookThatFiresTwiceMakesOneEvent(): void
    {
        $this->send(self::ada());
        $this->fireAgain();
        $this->only();
    }

    public function testTwoVisitorsMakeTwoEvents(): void
    {
        $this->send(self::ada());
        $this->send(['first' => 'Grace', 'email' => 'grace@example.com'] + self::ada());
        self::assertCount(2, array_unique(Kept::keys()));
    }

    public function testPastEntriesMakeTheEventsTheHookMade(): void
    {
        if (!$this->keepsEntries()) {
            self::markTestSkipped('Keeps no entries.');
        }
        foreach (['ada', 'grace', 'joan'] as $name) {
            $this->send(['first' => ucfirst($name), 'email' => "$name@example.com", 'message' => "I'm $name \\ 💐"] + self::ada());
        }
        $byHook = Kept::envelopes();

        self::assertNull($this->source()->keepsNoEntries());
        $entries = $this->entries();
        self::assertSame(Kept::keys(), array_map(static fn(EventDraft $draft) => $draft->idempotencyKey(), $entries));
        foreach ($entries as $index => $draft) {
            self::assertNull($this->services()->capture()->keep($draft, 'gap_scan'), 'It is known.');
            $envelopes = new Envelopes($this->services()->settings(), $this->services()->clock());
            $found = json_decode((string) wp_json_encode($envelopes->of($draft, 'gap_scan')), true);
            self::assertEquals($byHook[$index]['data'], $found['data'], 'The same answers');
            self::assertSame($byHook[$index]['subject'], $found['subject']);
            self::assertEqualsWithDelta(strtotime($byHook[$index]['occurredAt']), strtotime($found['occurredAt']), 2);
        }
        self::assertContains($this->source()->countSince(time() - HOUR_IN_SECONDS), [3, null]);
        self::assertSame([], $this->source()->entriesSince(time() + 60, '', 10)->drafts);
    }

    public function testAnEntryThatGetsTheIdOfALostOneIsAnotherEvent(): void
    {
        if (!$this->keepsEntries()) {
            self::markTestSkipped('Keeps no entries.');
        }
        $this->send(self::ada());
        $before = $this->entries()[0]->idempotencyKey();
        $this->makeOlder(600);
        self::assertNotSame($before, $this->entries()[0]->idempotencyKey());
    }

    public function testWhatFailsWhileCapturingDoesNotReachTheForm(): void
    {
        add_filter('handoff_draft', static function (): void {
            throw new \RuntimeException('A filter of the site is broken');
        });
        add_filter('handoff_visitor_ip', static function (): void {
            throw new \Error('And another');
        });
        $log = (string) ini_set('error_log', '/dev/null');
        $this->send(self::ada());
        ini_set('error_log', $log);

        self::assertCount(1, $this->mails());
    }

    public function testAFormThatWasSwitchedOffIsLeftAlone(): void
    {
        $this->services()->settings()->setSource($this->slug(), null, [$this->form => false]);
        self::forgetServices();
        $this->send(self::ada());
        self::assertSame([], Kept::envelopes());
    }
}
