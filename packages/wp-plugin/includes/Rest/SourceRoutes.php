<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Services;
use Handoff\Sources\Form;
use Handoff\Sources\Source;

/** What is captured, and a test submission to see it arrive. */
final class SourceRoutes
{
    private const TEST_SECONDS = 10;

    private Services $services;
    private SourceView $view;

    public function __construct(Services $services, SourceView $view)
    {
        $this->services = $services;
        $this->view = $view;
    }

    public function register(): void
    {
        $change = [
            'enabled' => ['type' => 'boolean'],
            'forms' => ['type' => 'object', 'additionalProperties' => ['type' => 'boolean']],
        ];
        $test = [
            'source' => ['type' => 'string', 'required' => true],
            'form' => ['type' => 'string'],
            'email' => ['type' => 'string', 'format' => 'email'],
        ];
        Route::add('POST', '/sources/(?P<slug>[a-z0-9-]+)', [Access::class, 'manage'], [$this, 'change'], $change);
        Route::add('POST', '/send-test', [Access::class, 'manage'], [$this, 'sendTest'], $test);
    }

    /** @return array<string, mixed> */
    public function change(\WP_REST_Request $request): array
    {
        $source = self::find($this->services, (string) $request->get_url_params()['slug'], '/slug');
        $this->services->settings()->setSource($source->slug(), $request['enabled'], (array) $request['forms']);
        return $this->view->one($source);
    }

    /** @return array{eventId: string, delivered: bool, message: ?string} */
    public function sendTest(\WP_REST_Request $request): array
    {
        $source = self::find($this->services, (string) $request['source'], '/source');
        $form = self::formOf($source, $request['form']);
        $email = (string) ($request['email'] ?? wp_get_current_user()->user_email);
        $draft = SampleSubmission::of($source->slug(), $form, $email);
        $eventId = $this->services->capture()->keep($draft, 'test');
        if ($eventId === null) {
            throw new ApiError('internal', __('The test could not be kept on this site. See the site’s error log.', 'handoff'));
        }
        $report = $this->services->sender()->runNow(self::TEST_SECONDS);
        $delivered = $this->wasDelivered($eventId);
        return [
            'eventId' => $eventId,
            'delivered' => $delivered,
            'message' => $delivered ? null : $report->message ?? __('The test is kept and waits its turn to be sent.', 'handoff'),
        ];
    }

    /**
     * @param string $path Where in the request it was named.
     *
     * @throws ApiError
     */
    public static function find(Services $services, string $slug, string $path): Source
    {
        $source = $services->sources()->find($slug);
        if ($source !== null) {
            return $source;
        }
        $words = __('There is no such source on this site.', 'handoff');
        throw new ApiError('not_found', $words, [['path' => $path, 'message' => $words]]);
    }

    /** @throws ApiError */
    private static function formOf(Source $source, ?string $id): Form
    {
        $forms = $source->available() ? array_values($source->forms()) : [];
        foreach ($forms as $form) {
            if ($id === null || $form->id === $id) {
                return $form;
            }
        }
        $words = $forms === []
            ? __('There are no forms here to make a test submission of.', 'handoff')
            : __('There is no such form.', 'handoff');
        throw new ApiError('not_found', $words, [['path' => $forms === [] ? '/source' : '/form', 'message' => $words]]);
    }

    private function wasDelivered(string $eventId): bool
    {
        foreach ($this->services->outbox()->rows('delivered', null, 200) as $row) {
            if ($row['eventId'] === $eventId) {
                return true;
            }
        }
        return false;
    }
}
