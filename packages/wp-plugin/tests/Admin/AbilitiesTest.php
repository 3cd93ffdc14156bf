<?php

declare(strict_types=1);

namespace Handoff\Tests\Admin;

use Handoff\Tests\Rest\RestTestCase;

/** What assistants and automations can ask, where WordPress has a way to ask. */
final class AbilitiesTest extends RestTestCase
{
    private const NAMES = ['handoff/list-sources', 'handoff/send-test', 'handoff/status'];

    /** @return mixed WordPress has abilities from 6.9 on; that an older one is unharmed is what all other tests show. */
    protected function runTest()
    {
        if (!function_exists('wp_get_abilities')) {
            return null;
        }
        return parent::runTest();
    }

    public function testTheyAreRegisteredAsCoreDescribes(): void
    {
        $ours = array_filter(array_keys(wp_get_abilities()), static fn(string $name): bool => strpos($name, 'handoff/') === 0);
        sort($ours);
        self::assertSame(self::NAMES, $ours);
        self::assertSame('Handoff', wp_get_ability_category('handoff')->get_label());
        foreach (self::NAMES as $name) {
            $ability = wp_get_ability($name);
            self::assertSame('handoff', $ability->get_category());
            self::assertNotSame([], $ability->get_input_schema());
            self::assertNotSame([], $ability->get_output_schema());
            self::assertTrue($ability->get_meta()['show_in_rest']);
            self::assertSame($name !== 'handoff/send-test', $ability->get_meta()['annotations']['readonly']);
        }
    }

    /** @dataProvider roles */
    public function testTheyAreForThoseWhoMayDoTheSameInThePanel(?string $role, array $may): void
    {
        $this->services()->settings()->save(['viewRoles' => ['author'], 'manageRoles' => ['editor']]);
        $role === null ? wp_set_current_user(0) : $this->actAs($role);
        foreach (self::NAMES as $name) {
            $input = $name === 'handoff/send-test' ? ['source' => 'forms-plugin'] : null;
            $answer = wp_get_ability($name)->execute($input);
            if (in_array($name, $may, true)) {
                self::assertNotInstanceOf(\WP_Error::class, $answer, $name);
            } else {
                self::assertInstanceOf(\WP_Error::class, $answer, $name);
                self::assertSame('ability_invalid_permissions', $answer->get_error_code());
            }
        }
    }

    public function roles(): array
    {
        return [
            'a visitor' => [null, []],
            'a subscriber' => ['subscriber', []],
            'a role that may see' => ['author', ['handoff/status', 'handoff/list-sources']],
            'a role that may manage' => ['editor', self::NAMES],
        ];
    }

    public function testStatusSaysWhetherItWorksAndNamesNobody(): void
    {
        $this->actAs('administrator');
        $before = wp_get_ability('handoff/status')->execute();
        self::assertSame([false, null], [$before['connected'], $before['connection']]);
        self::assertSame('not_paired', $before['sending']['state']);

        $this->pairAs('administrator');
        $this->services()->outbox()->add(
            ['id' => 'e1', 'idempotencyKey' => 'k1', 'type' => 'form.submitted', 'data' => []],
            'hook',
            'forms-plugin',
            'contact',
            'ada@example.com'
        );
        $after = wp_get_ability('handoff/status')->execute();
        self::assertSame($this->server->origin, $after['connection']['server']);
        self::assertSame(['state' => 'on', 'message' => null], $after['sending']);
        self::assertSame([], $after['needsYou']);
        self::assertStringNotContainsString('@', (string) wp_json_encode($after));
    }

    public function testSourcesAreThoseOfThisSiteUnlessAllAreAskedFor(): void
    {
        $this->actAs('administrator');
        $this->sources[1]->available = false;
        $slugs = static fn($input): array => array_column(wp_get_ability('handoff/list-sources')->execute($input), 'slug');
        self::assertSame(['forms-plugin'], $slugs(null));
        self::assertSame(['forms-plugin'], $slugs(['all' => 'false']));
        self::assertSame(['forms-plugin', 'quiet-plugin'], $slugs(['all' => true]));
    }

    public function testATestIsKeptAndSent(): void
    {
        $this->pairAs('administrator');
        $this->http->always('POST', '#^https://handoff.test/v1/events$#', 202, static function (array $request): array {
            $event = json_decode($request['body'], true);
            return [202, (string) wp_json_encode(['eventId' => $event['id'], 'duplicate' => false])];
        });
        $done = wp_get_ability('handoff/send-test')->execute(['source' => 'forms-plugin', 'email' => 'ada@example.com']);
        self::assertNotInstanceOf(\WP_Error::class, $done, is_wp_error($done) ? $done->get_error_message() : '');
        $row = $this->services()->outbox()->rows(null, null, 1)[0];
        self::assertSame([$row['eventId'], 'test', 'ada@example.com'], [$done['eventId'], $row['origin'], $row['contact']]);
    }

    public function testWhatIsWrongIsSaidInWords(): void
    {
        $this->pairAs('administrator');
        $ability = wp_get_ability('handoff/send-test');
        self::assertSame('ability_invalid_input', $ability->execute(['form' => 'x'])->get_error_code());
        self::assertSame('ability_invalid_input', $ability->execute(['source' => 'forms-plugin', 'email' => 'nobody'])->get_error_code());
        $unknown = $ability->execute(['source' => 'nothing']);
        self::assertSame(['not_found', 'There is no such source on this site.'], [$unknown->get_error_code(), $unknown->get_error_message()]);
        self::assertSame(0, $this->services()->outbox()->counts()['pending']);
    }
}
