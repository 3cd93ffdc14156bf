<?php

declare(strict_types=1);

namespace Handoff\Sources\ElementorPro;

/** The form widgets in the site's pages and templates, as Elementor's post meta `_elementor_data` (JSON) has them. */
final class Forms
{
    private const MOST_POSTS = 500;

    /** @var array<string, array{id: string, title: string, fields: array<int, array<string, mixed>>, editUrl: string}> */
    private array $forms = [];

    /** @return array<string, array{id: string, title: string, fields: array<int, array<string, mixed>>, editUrl: string}> By id. */
    public function all(): array
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT p.ID, m.meta_value FROM $wpdb->postmeta m JOIN $wpdb->posts p ON p.ID = m.post_id
             WHERE m.meta_key = '_elementor_data' AND m.meta_value LIKE %s AND p.post_status IN ('publish', 'private')
               AND p.post_type <> 'revision' ORDER BY p.ID LIMIT %d",
            '%"widgetType":"form"%',
            self::MOST_POSTS
        ));
        $this->forms = [];
        foreach ($rows as $row) {
            $elements = json_decode((string) $row->meta_value, true);
            $this->gather(is_array($elements) ? $elements : [], (int) $row->ID);
        }
        return $this->forms;
    }

    /** @param array<int|string, mixed> $elements */
    private function gather(array $elements, int $post): void
    {
        foreach ($elements as $element) {
            if (!is_array($element)) {
                continue;
            }
            if (($element['widgetType'] ?? '') === 'form' && isset($element['id'])) {
                $settings = (array) ($element['settings'] ?? []);
                $id = (string) $element['id'];
                $this->forms[$id] = $this->forms[$id] ?? [
                    'id' => $id,
                    'title' => (string) (empty($settings['form_name']) ? get_the_title($post) : $settings['form_name']),
                    'fields' => array_values((array) ($settings['form_fields'] ?? [])),
                    'editUrl' => admin_url("post.php?post=$post&action=elementor"),
                ];
            }
            $this->gather((array) ($element['elements'] ?? []), $post);
        }
    }
}
