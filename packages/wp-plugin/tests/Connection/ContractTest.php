<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

use Handoff\Connection\ConnectionCode;
use Handoff\Connection\ConnectionError;
use Handoff\Connection\PairProof;
use Handoff\Connection\PublicKey;
use Handoff\Connection\WebhookSignature;
use Handoff\Tests\TestCase;

/** What the contract's fixtures say, case by case: the server is tested against the same files. */
final class ContractTest extends TestCase
{
    /** @dataProvider keys */
    public function testKeysHaveTheirFingerprints(array $case): void
    {
        $key = Fixtures::pair($case['secretKey'])->publicKey();
        self::assertSame($case['publicKey'], $key->text());
        self::assertSame($case['fingerprint'], $key->fingerprint());
        self::assertSame($case['thumbprint'], $key->thumbprint());
        self::assertSame($case['fingerprint'], PublicKey::parse($case['publicKey'])->fingerprint());
    }

    public function keys(): array
    {
        return array_map(static fn($case) => [$case], Fixtures::read('signatures')['keys']);
    }

    /** @dataProvider signatures */
    public function testTheseKeysGiveTheseHeaders(array $case): void
    {
        // A site signs by Ed25519 only; HMAC beside it is for others.
        $ours = array_values(array_filter($case['keys'], static fn($key) => strpos($key, 'whsk_') === 0));
        $headers = $case['headers'];
        $wanted = array_filter(explode(' ', $headers['webhook-signature']), static fn($one) => strpos($one, 'v1a,') === 0);
        $made = WebhookSignature::headers(
            array_map([Fixtures::class, 'pair'], $ours),
            $headers['webhook-id'],
            (int) $headers['webhook-timestamp'],
            (string) base64_decode($case['bodyBase64'], true)
        );
        self::assertSame(['webhook-signature' => implode(' ', $wanted)] + $headers, ['webhook-signature' => $made['webhook-signature']] + $made);
    }

    public function signatures(): array
    {
        return Fixtures::named(Fixtures::read('signatures')['sign']);
    }

    /** @dataProvider verifications */
    public function testSignaturesAreJudged(array $case): void
    {
        $keys = array_values(array_filter(array_map([PublicKey::class, 'parse'], $case['keys'])));
        // By shared secrets a site knows nobody, so what they signed is a stranger's.
        $expected = $keys === [] && $case['expect'] === 'ok' ? 'signature_invalid' : $case['expect'];
        self::assertSame($expected, WebhookSignature::judge(
            $keys,
            $case['headers']['webhook-id'],
            $case['headers']['webhook-timestamp'],
            $case['headers']['webhook-signature'],
            (string) base64_decode($case['bodyBase64'], true),
            $case['nowSeconds']
        ));
    }

    public function verifications(): array
    {
        return Fixtures::named(Fixtures::read('signatures')['verify']);
    }

    public function testConnectionCodesAreReadAsPeoplePasteThem(): void
    {
        $fixture = Fixtures::read('pairing')['connectionCode'];
        foreach (array_merge([$fixture['text']], $fixture['alsoReadable']) as $pasted) {
            self::assertSame($fixture['connection'], get_object_vars(ConnectionCode::decode($pasted)));
        }
    }

    /** @dataProvider badCodes */
    public function testOtherTextsAreNoConnectionCodes(array $case): void
    {
        self::assertSame($case['problem'], self::reasonOf(static fn() => ConnectionCode::decode($case['pasted'])));
    }

    public function badCodes(): array
    {
        return Fixtures::named(Fixtures::read('pairing')['connectionCode']['bad']);
    }

    public function testThePairRequestIsProved(): void
    {
        $fixture = Fixtures::read('pairing');
        $asked = $fixture['pair']['request'];
        $code = ConnectionCode::decode($fixture['connectionCode']['text']);
        $key = Fixtures::pair($fixture['pair']['siteSecretKey']);
        self::assertSame($asked, PairProof::request($code, $key, $asked['name'], $asked['url']));
    }

    public function testTheServersAnswerIsBelieved(): void
    {
        $pair = Fixtures::read('pairing')['pair'];
        self::assertNull(self::checkAnswer($pair['answer']));
    }

    /** @dataProvider badAnswers */
    public function testOtherAnswersAreNot(array $case): void
    {
        self::assertSame($case['problem'], self::checkAnswer($case['answer']));
    }

    public function badAnswers(): array
    {
        $pair = Fixtures::read('pairing')['pair'];
        $without = static fn(string $member) => [
            'name' => "without $member",
            'answer' => array_diff_key($pair['answer'], [$member => 0]),
            'problem' => 'answer_invalid',
        ];
        $lacking = array_map($without, array_keys($pair['answer']));
        $pathLike = ['workspace' => ['id' => '../other', 'name' => '']] + $pair['answer'];
        $lacking[] = ['name' => 'a workspace that is a path', 'answer' => $pathLike, 'problem' => 'answer_invalid'];
        return Fixtures::named(array_merge($pair['badAnswers'], $lacking));
    }

    public function testTheChangeOfKeyIsProvedByBothKeys(): void
    {
        $rotate = Fixtures::read('pairing')['rotate'];
        $made = PairProof::rotation(
            $rotate['request']['sourceId'],
            Fixtures::pair($rotate['oldSecretKey']),
            Fixtures::pair($rotate['newSecretKey']),
            $rotate['request']['timestamp']
        );
        self::assertSame($rotate['request'], $made);
    }

    private static function checkAnswer(array $answer): ?string
    {
        $fixture = Fixtures::read('pairing');
        $ours = PublicKey::parse($fixture['pair']['request']['publicKey']);
        $code = ConnectionCode::decode($fixture['connectionCode']['text']);
        return self::reasonOf(static fn() => PairProof::check($code, $ours, $answer));
    }

    private static function reasonOf(callable $do): ?string
    {
        try {
            $do();
            return null;
        } catch (ConnectionError $error) {
            self::assertNotSame('', $error->getMessage());
            return $error->reason;
        }
    }
}
