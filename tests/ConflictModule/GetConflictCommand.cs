using System.Diagnostics;
using System.Management.Automation;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Polly;

namespace ConflictModule;

/// <summary>Uses its packages and says which versions it got.</summary>
[Cmdlet(VerbsCommon.Get, "Conflict")]
public sealed class GetConflictCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var answer = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(5)).Build().Execute(() => 42);
        using var provider = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient();
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"].Id;
        var result = new PSObject();
        result.Properties.Add(new PSNoteProperty("Answer", answer));
        result.Properties.Add(new PSNoteProperty("Zone", zone));
        foreach (var type in new[] { typeof(ResiliencePipeline), typeof(IHttpClientFactory), typeof(Instant) })
        {
            // The version of the file: that of the assembly stays the same over many releases.
            result.Properties.Add(new PSNoteProperty(
                type.Assembly.GetName().Name, Version.Parse(FileVersionInfo.GetVersionInfo(type.Assembly.Location).FileVersion!)));
        }

        WriteObject(result);
    }
}
