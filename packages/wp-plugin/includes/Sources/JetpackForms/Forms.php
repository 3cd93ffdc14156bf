<?php

declare(strict_types=1);

namespace Handoff\Sources\JetpackForms;

/** The forms in the site's pages: the block `jetpack/contact-form`, one that refers to a form of its own, or the shortcode. */
final class Forms
{
    private const MOST_POSTS = 500;
    private const FORM = 'jetpack/contact-form';
    private const FIELD = 'jetpack/field-';

    /** @return array<int, array{page: int, title: string, fields: array<int, array{0: string, 1: string, 2: string, 3: bool}>}> */
    public function all(): array
    {
        global $wpdb;
        $pages = $wpdb->get_results($wpdb->prepare(
            "SELECT ID, post_title, post_content FROM $wpdb->posts
             WHERE post_status IN ('publish', 'private') AND post_type NOT IN ('revision', 'feedback', 'jetpack_form')
               AND (post_content LIKE %s OR post_content LIKE %s) ORDER BY ID LIMIT %d",
            '%<!-- wp:jetpack/contact-form%',
            '%[contact-form%',
            self::MOST_POSTS
        ));
        $forms = [];
        foreach ($pages as $page) {
            // Contact Form 7's shortcode begins alike.
            if (preg_match('/<!-- wp:jetpack\/contact-form |\[contact-form[\s\]\/]/', (string) $page->post_content) !== 1) {
                continue;
            }
            $taken = [];
            $fields = [];
            foreach ($this->fieldsIn((string) $page->post_content) as [$label, $type, $required]) {
                $fields[] = [Answer::key($label, $taken), $label, $type, $required];
            }
            $forms[] = ['page' => (int) $page->ID, 'title' => (string) $page->post_title, 'fields' => $fields];
        }
        return $forms;
    }

    /** @return array<int, array{0: string, 1: string, 2: bool}> Label, type, whether it must be filled. */
    private function fieldsIn(string $content): array
    {
        return array_merge(self::inShortcodes($content), $this->inBlocks(parse_blocks($content), false));
    }

    /**
     * @param array<int, array<string, mixed>> $blocks
     *
     * @return array<int, array{0: string, 1: string, 2: bool}>
     */
    private function inBlocks(array $blocks, bool $isInForm): array
    {
        $fields = [];
        foreach ($blocks as $block) {
            $name = (string) $block['blockName'];
            $inner = (array) ($block['innerBlocks'] ?? []);
            $form = $name === self::FORM ? get_post((int) ($block['attrs']['ref'] ?? 0) ?: -1) : null;
            if ($form instanceof \WP_Post && $form->post_type === 'jetpack_form') {
                $fields = array_merge($fields, $this->inBlocks(parse_blocks($form->post_content), true));
            } elseif ($isInForm && strpos($name, self::FIELD) === 0) {
                $fields[] = self::described(substr($name, strlen(self::FIELD)), (array) $block['attrs'], $inner);
            } else {
                $fields = array_merge($fields, $this->inBlocks($inner, $isInForm || $name === self::FORM));
            }
        }
        return $fields;
    }

    /**
     * @param array<string, mixed>             $attributes
     * @param array<int, array<string, mixed>> $inner      Newer forms hold a field's label in a block of its own.
     *
     * @return array{0: string, 1: string, 2: bool}
     */
    private static function described(string $type, array $attributes, array $inner): array
    {
        $label = (string) ($attributes['label'] ?? '');
        foreach ($inner as $block) {
            if ($label === '' && in_array($block['blockName'], ['jetpack/label', 'jetpack/option'], true)) {
                $label = (string) ($block['attrs']['label'] ?? '');
            }
        }
        if ($type === 'consent' && $label === '') {
            $isExplicit = ($attributes['consentType'] ?? 'implicit') === 'explicit';
            $label = (string) ($attributes[$isExplicit ? 'explicitConsentMessage' : 'implicitConsentMessage'] ?? '');
        }
        $label = trim(wp_strip_all_tags($label));
        return [$label === '' ? ucfirst(str_replace('-', ' ', $type)) : $label, $type, !empty($attributes['required'])];
    }

    /** @return array<int, array{0: string, 1: string, 2: bool}> */
    private static function inShortcodes(string $content): array
    {
        preg_match_all('/\[contact-field\b([^\]]*?)\/?\]/', $content, $matches);
        return array_map(static function (string $text): array {
            $attributes = (array) shortcode_parse_atts($text);
            $label = wp_strip_all_tags(html_entity_decode((string) ($attributes['label'] ?? ''), ENT_QUOTES | ENT_HTML5, 'UTF-8'));
            return [trim($label), (string) ($attributes['type'] ?? 'text'), !empty($attributes['required'])];
        }, $matches[1]);
    }
}
