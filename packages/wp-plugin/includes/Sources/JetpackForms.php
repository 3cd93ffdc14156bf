<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Automattic\Jetpack\Forms\ContactForm\Feedback;
use Handoff\Capture\Capture;
use Handoff\Capture\EventDraft;
use Handoff\Sources\JetpackForms\Answer;
use Handoff\Sources\JetpackForms\Forms;

/**
 * Jetpack's forms. It keeps every response as a post `feedback`, whose parent is the page the form stands on; a form has no
 * id of its own, so it goes by that page.
 *
 * Read in jetpack (projects/packages/forms/src/contact-form: class-contact-form.php, class-feedback.php,
 * class-feedback-field.php): `grunion_after_feedback_post_inserted` runs for spam too, whose post has the status `spam`; a
 * response's keys are `{n}_{label}`; the consent field is a permission to send marketing mails and stored as `Yes`;
 * `Feedback` (in Jetpack since 2025) reads also what older versions stored.
 */
final class JetpackForms extends FormPlugin
{
    /** For what stands in a widget or a template, not in a page. */
    private const NO_PAGE = 'site';

    public function slug(): string
    {
        return 'jetpack-forms';
    }

    public function title(): string
    {
        return 'Jetpack Forms';
    }

    public function available(): bool
    {
        return defined('JETPACK__VERSION')
            && class_exists('Jetpack')
            && \Jetpack::is_module_active('contact-form')
            && class_exists(Feedback::class);
    }

    public function version(): ?string
    {
        return defined('JETPACK__VERSION') ? (string) JETPACK__VERSION : null;
    }

    public function listen(Capture $capture): void
    {
        $heard = function ($postId, $fields = [], $isSpam = false) use ($capture): void {
            $draft = $this->draft((int) $postId, (bool) $isSpam, true);
            if ($draft !== null) {
                $capture->keep($draft);
            }
        };
        add_action('grunion_after_feedback_post_inserted', $capture->listener('Jetpack Forms', $heard), 10, 3);
    }

    public function forms(): array
    {
        return array_map(static fn(array $form): Form => new Form(
            (string) $form['page'],
            $form['title'],
            self::fields($form['fields']),
            admin_url("post.php?post={$form['page']}&action=edit")
        ), (new Forms())->all());
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT ID, post_status FROM $wpdb->posts WHERE post_type = 'feedback' AND post_status IN ('publish', 'spam')
             AND post_date_gmt >= %s AND ID > %d ORDER BY ID LIMIT %d",
            self::toUtc($since),
            (int) $after,
            $limit
        ));
        return self::page(
            $rows,
            $limit,
            static fn($row) => $row->ID,
            fn($row): ?EventDraft => $this->draft((int) $row->ID, $row->post_status === 'spam', false)
        );
    }

    public function countSince(int $since): ?int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare(
            "SELECT COUNT(*) FROM $wpdb->posts WHERE post_type = 'feedback' AND post_status IN ('publish', 'spam') AND post_date_gmt >= %s",
            self::toUtc($since)
        ));
    }

    private function draft(int $id, bool $isSpam, bool $isVisit): ?EventDraft
    {
        $feedback = Feedback::get($id);
        if ($feedback === null) {
            return null;
        }
        $page = (int) $feedback->get_entry_id();
        $submission = self::submission($this->slug(), $page > 0 ? (string) $page : self::NO_PAGE, (string) $feedback->get_entry_title());
        $keys = [];
        foreach (array_filter((array) $feedback->get_fields(), 'is_object') as $field) {
            (new Answer($field))->fill($submission, $keys);
        }
        $submission->context([
            // A visit tells the page with its query, which has the campaign.
            'page' => $isVisit ? '' : (string) $feedback->get_entry_permalink(),
            'ip' => (string) $feedback->get_ip_address(),
        ]);
        if ($isSpam) {
            $submission->signal(defined('AKISMET_VERSION') ? 'akismet' : $this->slug(), 'spam');
        }
        $stored = (string) get_post_field('post_date_gmt', $id);
        return $submission->draft((string) $id, self::fromUtc($stored), $stored);
    }
}
