<?php

declare(strict_types=1);

namespace Handoff\Sources\ContactForm7;

use Handoff\Capture\Text;
use Handoff\Sources\Submission;

/** What a form's tags (`[email* your-email]`) say of its fields, and its template of their labels. */
final class Tags
{
    /** Say of whom a value is, by the standard for filling in forms that Contact Form 7 lets an author name. */
    private const AUTOCOMPLETE = [
        'name' => 'name', 'given-name' => 'firstName', 'family-name' => 'lastName', 'organization' => 'company',
        'email' => 'email', 'tel' => 'phone', 'country' => 'country',
    ];
    /** Tags without an answer. */
    private const NO_ANSWER = ['submit', 'response', 'captchac', 'captchar', 'quiz', 'count', 'recaptcha', 'turnstile'];

    /** @var array<string, object> WPCF7_FormTag by name. */
    private array $tags = [];

    /** @var array<string, string> */
    private array $labels;

    /** @param object $form WPCF7_ContactForm */
    public static function of($form): self
    {
        $tags = new self();
        foreach ((array) $form->scan_form_tags() as $tag) {
            if (!empty($tag->name) && !in_array($tag->basetype, self::NO_ANSWER, true)) {
                $tags->tags[(string) $tag->name] = $tag;
            }
        }
        $tags->labels = self::labelsIn((string) $form->prop('form'), array_keys($tags->tags));
        return $tags;
    }

    /** @return array<int, array{0: string, 1: string, 2: string, 3: bool}> */
    public function described(): array
    {
        $fields = [];
        foreach ($this->tags as $name => $tag) {
            if ($tag->basetype !== 'honeypot') {
                $mustTick = $tag->basetype === 'acceptance' && !$tag->has_option('optional');
                $fields[] = [$name, $this->labels[$name], (string) $tag->basetype, $mustTick || substr((string) $tag->type, -1) === '*'];
            }
        }
        return $fields;
    }

    /** @return string[] The names of fields for files. */
    public function uploads(): array
    {
        return array_keys(array_filter($this->tags, static fn($tag): bool => in_array($tag->basetype, ['file', 'multifile', 'mfile'], true)));
    }

    /** @param array<string, mixed> $posted */
    public function fill(Submission $submission, array $posted): void
    {
        foreach ($posted as $name => $value) {
            $name = (string) $name;
            $tag = $this->tags[$name] ?? null;
            // Akismet's own fields; the request's context tells what they say.
            if (preg_match('/^(_\w+_)?ak_/', $name) === 1) {
                continue;
            }
            if ($tag === null) {
                $submission->field($name, $value, self::readable($name));
            } elseif ($tag->basetype === 'honeypot') {
                $submission->context(['honeypot' => is_scalar($value) ? (string) $value : '']);
            } else {
                $this->fillOne($submission, $name, $tag, $value);
            }
        }
    }

    /**
     * @param object $tag WPCF7_FormTag
     * @param mixed  $value
     */
    private function fillOne(Submission $submission, string $name, $tag, $value): void
    {
        if ($tag->basetype === 'acceptance') {
            $ticked = array_filter((array) $value, static fn($one): bool => (string) $one !== '') !== [];
            $agreed = $ticked !== $tag->has_option('invert');
            $wording = trim((string) $tag->content) !== '' ? (string) $tag->content : (string) (((array) $tag->values)[0] ?? '');
            $submission->agreement($name, $agreed, $wording);
            $submission->field($name, $agreed, $this->labels[$name], 'acceptance');
            return;
        }
        $submission->field($name, self::single($tag) ? self::first($value) : $value, $this->labels[$name], (string) $tag->basetype);
        foreach ((array) $tag->get_option('autocomplete') as $hint) {
            if (isset(self::AUTOCOMPLETE[(string) $hint])) {
                $submission->person(self::AUTOCOMPLETE[(string) $hint], self::first($value));
            }
        }
        // What Contact Form 7 takes for the sender's name (modules/flamingo.php), and its templates always had.
        if ($name === 'your-name') {
            $submission->person('name', self::first($value));
        }
    }

    /** @param object $tag Whether one thing can be chosen; such values come as lists too. */
    private static function single($tag): bool
    {
        return $tag->basetype === 'radio'
            || ($tag->basetype === 'select' && !$tag->has_option('multiple'))
            || ($tag->basetype === 'checkbox' && $tag->has_option('exclusive'));
    }

    /**
     * @param mixed $value
     *
     * @return mixed
     */
    private static function first($value)
    {
        return is_array($value) ? (array_values($value)[0] ?? '') : $value;
    }

    /**
     * @param string[] $names
     *
     * @return array<string, string> The words of the `<label>` around each tag, or its name made readable.
     */
    private static function labelsIn(string $template, array $names): array
    {
        $labels = [];
        preg_match_all('/<label\b[^>]*>(.*?)<\/label>/is', $template, $matches);
        foreach ($matches[1] as $inside) {
            $words = Text::plain((string) preg_replace('/\[[^\]]*\](?:[^\[]*\[\/[\w-]+\])?/', ' ', $inside));
            preg_match_all('/\[[\w-]+\*?\s+([A-Za-z][\w:.-]*)/', $inside, $tagged);
            foreach ($words === '' ? [] : $tagged[1] as $name) {
                $labels[$name] = $labels[$name] ?? $words;
            }
        }
        return array_combine($names, array_map(static fn(string $name): string => $labels[$name] ?? self::readable($name), $names));
    }

    private static function readable(string $name): string
    {
        return ucfirst(trim((string) preg_replace('/[-_]+/', ' ', (string) preg_replace('/^your-/', '', $name))));
    }
}
