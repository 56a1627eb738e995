using System.Globalization;
using CxOne.Audit;
using CxOne.Errors;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

public sealed class CultureTests
{
    /// <summary>Cultures with a decimal comma, another calendar, and other digits and signs.</summary>
    [Theory]
    [InlineData("de-DE")]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("sv-SE")]
    public async Task Wire_words_and_files_are_the_same_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
        await using var session = new TestSession(
            options => options with { Timeout = TimeSpan.FromSeconds(1000.5), RequestsPerMinute = 100_000 });
        session.Server.Then(
            ScriptedAnswer.Token(expiresIn: 1200.5), ScriptedAnswer.Tenant(),
            ScriptedAnswer.Status(429, ("Retry-After", "Sun, 01 Mar 2026 12:00:09 GMT")),
            ScriptedAnswer.Status(503),
            ScriptedAnswer.Status(429, ("Retry-After", "1.5")),
            ScriptedAnswer.Json(200, """{"entities":[1.5],"total":2}"""),
            ScriptedAnswer.Json(200, """{"entities":[2.5],"total":2}"""),
            ScriptedAnswer.Status(429, ("Retry-After", "129600")));
        await session.ConnectAsync(session.Options());
        Assert.Equal(TestSession.Start.AddSeconds(1200.5), session.Connection.TokenExpiresAt);

        var reading = RestCallTests.RunAsync(session, RestCallTests.Get("/api/v2/things", allPages: true));
        await session.LetWaitsPassAsync(reading);
        await reading;
        Assert.Equal([TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1.5)], session.Waits);
        Assert.Equal("/api/v2/things?page=2&pageSize=25", session.Sent[^1].Target);
        Assert.Contains(
            session.Log.VerboseLines, line => line.Contains("0.75 s", StringComparison.Ordinal));

        var error = await session.FailAsync<CxRequestException>(TestSession.Get());
        Assert.Contains("129600 s (1.5 days)", error.Message, StringComparison.Ordinal);

        var audit = session.Connection.AuditLog;
        var entry = new AuditEntry { Action = "Test.Write", Outcome = AuditOutcome.Noted };
        audit.Append(entry, session.Log);
        await File.AppendAllTextAsync(audit.FilePath, "incomplete");
        audit.Append(entry, session.Log);
        Assert.True(audit.Verify().IsValid);
        Assert.Contains("\"timestamp\":\"2026-03-01T12:00:", await File.ReadAllTextAsync(audit.FilePath), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(audit.Folder, "audit-incomplete-20260301T1200*.txt"));
    }
}
