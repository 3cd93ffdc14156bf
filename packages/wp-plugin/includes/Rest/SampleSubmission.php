<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Capture\EventDraft;
use Handoff\Sources\Form;

/** A made-up submission of a form, from the form's own fields, marked as a test. */
final class SampleSubmission
{
    /** Nobody fills these in, or nothing of them travels. */
    private const LEFT_OUT = ['password', 'file', 'upload', 'hidden', 'html', 'captcha', 'submit', 'button'];

    /** Reserved for fiction. */
    private const PHONE = '+1 202-555-0143';

    public static function of(string $source, Form $form, string $email): EventDraft
    {
        $fields = [];
        $labels = [];
        $types = [];
        foreach ($form->fields as $field) {
            if (in_array(strtolower($field['type']), self::LEFT_OUT, true)) {
                continue;
            }
            $fields[$field['key']] = self::value($field, $email);
            $labels[$field['key']] = $field['label'];
            $types[$field['key']] = $field['type'];
        }
        return EventDraft::forForm($source, $form->id, $fields, [
            'title' => $form->title,
            'labels' => $labels,
            'types' => $types,
            'subject' => ['email' => $email, 'name' => 'Handoff Test'],
            'context' => ['test' => true, 'page' => home_url('/')],
        ]);
    }

    /** @param array{key: string, label: string, type: string, required: bool} $field */
    private static function value(array $field, string $email): string
    {
        $type = strtolower($field['type']);
        $named = strtolower($field['key'] . ' ' . $field['label']);
        if (strpos($type, 'mail') !== false || preg_match('/e-?mail/', $named) === 1) {
            return $email;
        }
        if (preg_match('/tel|phone/', $type) === 1 || preg_match('/phone|telefon|mobile|\btel\b/', $named) === 1) {
            return self::PHONE;
        }
        switch ($type) {
            case 'number':
            case 'range':
            case 'quantity':
            case 'checkbox':
            case 'acceptance':
                return '1';
            case 'url':
            case 'website':
                return home_url('/');
            case 'date':
                return gmdate('Y-m-d');
            case 'time':
                return '12:00';
            case 'textarea':
                return __('This is a test submission made by Handoff.', 'handoff');
            default:
                return preg_match('/name|vorname|nachname/', $named) === 1 ? 'Handoff Test' : 'Test';
        }
    }
}
