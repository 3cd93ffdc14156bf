<?php

declare(strict_types=1);

namespace Handoff\Sources;

/** A form as its plugin knows it. */
final class Form
{
    public string $id;
    public string $title;
    public ?string $editUrl;

    /** @var array<int, array{key: string, label: string, type: string, required: bool}> */
    public array $fields;

    /** @param array<int, array{key: string, label: string, type: string, required: bool}> $fields */
    public function __construct(string $id, string $title, array $fields, ?string $editUrl = null)
    {
        $this->id = $id;
        $this->title = $title;
        $this->fields = $fields;
        $this->editUrl = $editUrl;
    }
}
