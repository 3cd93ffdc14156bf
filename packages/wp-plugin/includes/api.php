<?php

/**
 * The public functions for other plugins and themes.
 *
 * @package Handoff
 */

use Handoff\Capture\EventDraft;
use Handoff\Capture\Problem;
use Handoff\Plugin;

if (!defined('ABSPATH')) {
    exit;
}

if (!function_exists('handoff_capture')) {
    /**
     * Captures a submission of any form, as if its plugin were one Handoff knows. Keeps it on the site at once and sends
     * it after the visitor has the answer. Never throws.
     *
     *     handoff_capture('booking-form', ['email' => 'ada@example.com', 'date' => '2026-12-01'], [
     *         'title'   => 'Booking form',
     *         'labels'  => ['email' => 'Your e-mail'],
     *         'subject' => ['email' => 'ada@example.com'], // who it is about
     *         'id'      => 'booking-4711', // the same id is captured once
     *     ]);
     *
     * @param string               $form    Your form's id, the same on every submission.
     * @param array<string, mixed> $fields  What was submitted, by field key.
     * @param array<string, mixed> $options title, labels, types, id, occurredAt (Unix seconds), subject, context, consent, signals.
     *
     * @return string|null The event's id; null where the event was known already or could not be kept.
     */
    function handoff_capture(string $form, array $fields, array $options = []): ?string
    {
        try {
            return Plugin::services()->capture()->keep(EventDraft::forForm('custom', $form, $fields, $options), 'api');
        } catch (\Throwable $problem) {
            Problem::report('handoff_capture()', $problem);
            return null;
        }
    }
}
