// source: CWE-295 (https://cwe.mitre.org/data/definitions/295.html)
// why: the callback is one's own and asks more than the default, not less
// expect: none

using System;
using System.Net.Http;
using System.Net.Security;

namespace Corpus.PinnedCertificate;

public sealed class BankClient
{
    private const string Thumbprint = "5B0A7C3E91D24F8863AA10BC7F2D9E4451C6F0DE";

    public static HttpClient Create()
    {
        var handler = new HttpClientHandler
        {
            CheckCertificateRevocationList = true,
            ServerCertificateCustomValidationCallback = (_, certificate, _, errors) =>
                errors == SslPolicyErrors.None && certificate is not null && certificate.Thumbprint == Thumbprint,
        };
        return new HttpClient(handler) { BaseAddress = new Uri("https://bank.example.com/") };
    }

    public static SslClientAuthenticationOptions Options(string host) => new()
    {
        TargetHost = host,
        RemoteCertificateValidationCallback = static (_, _, _, errors) => errors is SslPolicyErrors.None,
    };
}
