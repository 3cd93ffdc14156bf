<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Capture;
use Handoff\Capture\FileInfo;
use Handoff\Capture\EventDraft;
use Handoff\Sources\ContactForm7\Flamingo;
use Handoff\Sources\ContactForm7\Tags;

/**
 * Contact Form 7. It keeps no submissions; Flamingo, by the same author, does.
 *
 * Read in contact-form-7 (includes/submission.php, contact-form.php, modules/flamingo.php, acceptance.php, akismet): Flamingo
 * stores on `wpcf7_submit` at priority 10 and tells the message's id by `wpcf7_after_flamingo`; uploads are deleted before
 * `wpcf7_submit`, and the posted value of a file is a hash; names that begin with `_` are not posted data; `do_not_store`
 * is set by the form's setting and by an unticked `consent_for:storage` box.
 */
final class ContactForm7 extends FormPlugin
{
    /** Flamingo's own choice of what is worth keeping. Else the visitor saw an error and tries again. */
    private const KEPT = ['mail_sent', 'mail_failed', 'spam'];
    /** A hidden field with the time the form was made; Contact Form 7 leaves such names out of what was posted. */
    private const SHOWN = '_handoff_shown';

    private ?object $lastSubmission = null;
    private string $lastEntry = '';
    private int $stored = 0;

    public function slug(): string
    {
        return 'contact-form-7';
    }

    public function title(): string
    {
        return 'Contact Form 7';
    }

    public function available(): bool
    {
        return defined('WPCF7_VERSION') && class_exists('WPCF7_ContactForm');
    }

    public function version(): ?string
    {
        return defined('WPCF7_VERSION') ? (string) WPCF7_VERSION : null;
    }

    public function listen(Capture $capture): void
    {
        add_filter('wpcf7_form_hidden_fields', $capture->filter('Contact Form 7', static fn($fields) => (array) $fields + [
            self::SHOWN => (string) time(),
        ]));
        add_action('wpcf7_after_flamingo', $capture->listener('Contact Form 7', function ($result): void {
            $this->stored = (int) ($result['flamingo_inbound_id'] ?? 0);
        }));
        // Right after Flamingo, so that the event has the stored message's id.
        add_action('wpcf7_submit', $capture->listener('Contact Form 7', function ($form, $result) use ($capture): void {
            $draft = $this->submitted($form, (array) $result);
            $this->stored = 0;
            if ($draft !== null) {
                $capture->keep($draft);
            }
        }), 11, 2);
    }

    public function forms(): array
    {
        return array_map(static function ($form): Form {
            $edit = admin_url("admin.php?page=wpcf7&post={$form->id()}&action=edit");
            $fields = self::fields(Tags::of($form)->described());
            return new Form((string) $form->id(), (string) $form->title(), $fields, $edit);
        }, \WPCF7_ContactForm::find());
    }

    public function keepsNoEntries(): ?string
    {
        return Flamingo::isThere() ? null : __(
            'Contact Form 7 keeps no submissions of its own, so what was missed cannot be found again. Install the free plugin Flamingo, made by the same author: from then on it keeps them.',
            'handoff'
        );
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        if (!Flamingo::isThere() || !$this->available()) {
            return new EntryPage([], null);
        }
        $flamingo = new Flamingo($this->slug());
        return self::page(
            $flamingo->idsSince($since, (int) $after, $limit),
            $limit,
            static fn($id) => $id,
            static fn($id) => $flamingo->draft((int) $id)
        );
    }

    public function countSince(int $since): ?int
    {
        return Flamingo::isThere() ? (new Flamingo($this->slug()))->countSince($since) : null;
    }

    /**
     * @param object               $form   WPCF7_ContactForm
     * @param array<string, mixed> $result
     */
    private function submitted($form, array $result): ?EventDraft
    {
        $sent = \WPCF7_Submission::get_instance();
        if ($sent === null || !in_array($result['status'] ?? '', self::KEPT, true) || $sent->get_meta('do_not_store')) {
            return null;
        }
        $tags = Tags::of($form);
        $submission = self::submission($this->slug(), (string) $form->id(), (string) $form->title());
        $posted = (array) $sent->get_posted_data();
        foreach ($tags->uploads() as $name) {
            $files = FileInfo::ofUpload((array) ($_FILES[$name] ?? []));
            $posted[$name] = $files === [] ? '' : $files;
        }
        $tags->fill($submission, $posted);
        $this->addSignals($submission, $sent, (string) $result['status']);
        $submission->context([
            'page' => (string) $sent->get_meta('url'),
            'locale' => str_replace('_', '-', (string) $form->locale()),
            'secondsToSubmit' => self::secondsSince($_POST[self::SHOWN] ?? null, (int) $sent->get_meta('timestamp')),
            'scriptRan' => \WPCF7_Submission::is_restful() ? true : null,
            'siteMail' => $result['status'] === 'mail_failed' ? 'failed' : null,
            'test' => empty($result['demo_mode']) ? null : true,
        ]);
        $entry = $this->entryOf($sent);
        return $submission->draft($entry, (int) $sent->get_meta('timestamp') ?: null, Flamingo::storedAt($entry));
    }

    /** The same for one submission, however often its hook fires. */
    private function entryOf(object $sent): string
    {
        if ($this->lastSubmission !== $sent) {
            $this->lastSubmission = $sent;
            $this->lastEntry = $this->stored > 0 ? Flamingo::entry($this->stored) : wp_generate_uuid4();
        }
        return $this->lastEntry;
    }

    private function addSignals(Submission $submission, object $sent, string $status): void
    {
        $log = $status === 'spam' ? (array) $sent->get_spam_log() : [];
        foreach ($log as $finding) {
            $agent = (string) ($finding['agent'] ?? '');
            $submission->signal($agent === '' || $agent === 'wpcf7' ? $this->slug() : $agent, 'spam', (string) ($finding['reason'] ?? ''));
        }
        if ($status === 'spam' && $log === []) {
            $submission->signal($this->slug(), 'spam');
        }
        $akismet = method_exists($sent, 'pull') ? $sent->pull('akismet') : ($sent->akismet ?? null);
        if (is_array($akismet) && ($akismet['spam'] ?? null) === false) {
            $submission->signal('akismet', 'ham');
        }
    }

    /**
     * A page from a cache was made earlier than it was shown, so this may be too long, never too short.
     *
     * @param mixed $shown
     */
    private static function secondsSince($shown, int $now): ?int
    {
        $seconds = is_string($shown) && ctype_digit($shown) ? $now - (int) $shown : -1;
        return $seconds >= 0 && $seconds <= WEEK_IN_SECONDS ? $seconds : null;
    }
}
