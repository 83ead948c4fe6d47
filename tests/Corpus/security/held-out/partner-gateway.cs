// source: CWE-295 (https://cwe.mitre.org/data/definitions/295.html), CWE-1333 (https://cwe.mitre.org/data/definitions/1333.html)
// why: Two handlers believe every certificate, and a caller's pattern runs without a limit.
// expect: security/certificate-check-disabled 23
// expect: security/certificate-check-disabled 28
// expect: security/unbounded-regex 41

using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Security;
using System.Text.RegularExpressions;

namespace Corpus.HeldOut.PartnerGateway;

public sealed class PartnerGateway : IDisposable
{
    private readonly HttpClient _partner;
    private readonly HttpClient _mirror;

    public PartnerGateway(Uri partner, Uri mirror)
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        _partner = new HttpClient(handler) { BaseAddress = partner };
        _mirror = new HttpClient(new HttpClientHandler
        {
            CheckCertificateRevocationList = true,
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        })
        {
            BaseAddress = mirror,
        };
    }

    public HttpClient ClientOf(bool isMirror) => isMirror ? _mirror : _partner;

    public static IEnumerable<string> Filter(IEnumerable<string> names, string pattern)
    {
        foreach (var name in names)
        {
            if (Regex.IsMatch(name, pattern, RegexOptions.IgnoreCase))
            {
                yield return name;
            }
        }
    }

    public void Dispose()
    {
        _partner.Dispose();
        _mirror.Dispose();
    }
}
