using System.Reflection;
using CxOne.Errors;

namespace CxOne.Tests.Errors;

public sealed class ErrorCatalogueTests
{
    [Fact]
    public void The_list_contains_every_definition_once()
    {
        var fields = typeof(CxErrors)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (CxErrorDefinition)field.GetValue(null)!)
            .ToList();

        Assert.Equal(
            fields.Select(definition => definition.Id).Order(StringComparer.Ordinal),
            CxErrors.All.Select(definition => definition.Id).Order(StringComparer.Ordinal));
        Assert.Equal(fields.Count, fields.Select(definition => definition.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Every_definition_has_a_meaning_and_an_action()
        => Assert.All(CxErrors.All, definition =>
        {
            Assert.Matches("^[A-Z][A-Za-z]+$", definition.Id);
            Assert.Matches("^[A-Z].*[.]$", definition.Meaning);
            Assert.Matches("^[A-Z].*[.]$", definition.RecommendedAction);
        });

    [Fact]
    public void An_exception_has_the_action_of_its_definition_unless_it_sets_its_own()
    {
        Assert.Equal(CxErrors.Conflict.RecommendedAction, new CxException(CxErrors.Conflict, "x").RecommendedAction);
        Assert.Equal("Wait.", new CxException(CxErrors.Conflict, "x") { RecommendedAction = "Wait." }.RecommendedAction);
    }

    [Fact]
    public void Violations_are_reported_together_and_an_empty_list_does_not_throw()
    {
        CxValidationException.ThrowIfAny([]);
        var error = Assert.Throws<CxValidationException>(() => CxValidationException.ThrowIfAny(["First.", "Second."], 7));

        Assert.Equal(["First.", "Second."], error.Violations);
        Assert.Equal($"- First.{Environment.NewLine}- Second.", error.Message);
        Assert.Equal(7, error.Item);
        Assert.Equal("Only.", new CxValidationException(["Only."]).Message);
    }
}
